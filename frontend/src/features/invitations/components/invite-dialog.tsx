import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { useRoles } from '@/api/use-roles';
import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';
import { RoleSelect } from '@/shared/ui/role-select';

import { useInvite } from '../api/use-invite';

const FIELDS = ['full_name', 'email', 'department', 'role_ids'];

/** Invites somebody to an account with roles. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const roles = useRoles();
  const invite = useInvite();
  const [roleIds, setRoleIds] = useState<number[]>([]);
  const problem = (field: string) => problemOf(invite.error, field);

  function submit(form: HTMLFormElement) {
    const email = textOf(form, 'email');
    invite.mutate(
      {
        email,
        full_name: textOf(form, 'full_name'),
        department: textOf(form, 'department'),
        role_ids: roleIds,
      },
      {
        onSuccess: () => {
          showSuccess(t('invitations.sent', { email }));
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('invitations.create')}
      submit={t('invitations.submit')}
      incomplete={roleIds.length === 0}
      pending={invite.isPending}
      error={invite.error}
      fields={FIELDS}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        name="full_name"
        label={t('account.fullName')}
        maxLength={200}
        required
        error={problem('full_name')}
        data-autofocus
      />
      <TextInput
        name="email"
        type="email"
        label={t('account.email')}
        maxLength={254}
        required
        error={problem('email')}
      />
      <TextInput
        name="department"
        label={t('account.department')}
        maxLength={100}
        error={problem('department')}
      />
      <RoleSelect
        roles={roles.data ?? []}
        label={t('account.roles')}
        value={roleIds}
        onChange={setRoleIds}
        required
        error={problem('role_ids')}
      />
    </FormDialog>
  );
}
