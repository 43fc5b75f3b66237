import { Checkbox, Textarea, TextInput } from '@mantine/core';

import type { Role } from '@/api/use-roles';
import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useChangeRole, useCreateRole } from '../api/use-change-role';
import { readPermissions } from '../roles';

const FIELDS = ['name', 'description'];

interface RoleDialogProps {
  system: string;
  /** Nothing for a new one. */
  role?: Role;
  onClose: () => void;
}

/** Makes a role, or changes one. */
export function RoleDialog({ system, role, onClose }: RoleDialogProps) {
  const create = useCreateRole();
  const change = useChangeRole(role);
  const { error, isPending } = role ? change : create;

  function submit(form: HTMLFormElement) {
    const onSuccess = () => {
      showSuccess(t('roles.saved'));
      onClose();
    };
    if (role) change.mutate(changesOf(role, form), { onSuccess });
    else create.mutate({ system, ...valuesOf(form) }, { onSuccess });
  }

  return (
    <FormDialog
      title={role ? t('roles.editOf', { role: role.name }) : t('roles.createIn', { system })}
      submit={t('profile.save')}
      pending={isPending}
      error={error}
      fields={FIELDS}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        name="name"
        label={t('roles.name')}
        defaultValue={role?.name}
        maxLength={100}
        required
        error={problemOf(error, 'name')}
        data-autofocus
      />
      <Textarea
        name="description"
        label={t('roles.description')}
        defaultValue={role?.description}
        maxLength={2000}
        autosize
        minRows={2}
        error={problemOf(error, 'description')}
      />
      <Textarea
        name="permissions"
        label={t('roles.permissions')}
        description={t('roles.permissionsHint')}
        defaultValue={role?.permissions.join(', ')}
        autosize
        minRows={2}
      />
      <Checkbox
        name="requires_second_factor"
        label={t('roles.requireSecondFactor')}
        defaultChecked={role?.requires_second_factor}
      />
      {role && (
        <Checkbox name="is_active" label={t('roles.active')} defaultChecked={role.is_active} />
      )}
    </FormDialog>
  );
}

function valuesOf(form: HTMLFormElement) {
  const checked = new FormData(form);
  return {
    name: textOf(form, 'name'),
    description: textOf(form, 'description'),
    permissions: readPermissions(textOf(form, 'permissions')),
    requires_second_factor: checked.has('requires_second_factor'),
  };
}

/** Only what differs: some roles keep their name and state whatever is sent. */
function changesOf(role: Role, form: HTMLFormElement) {
  const typed = { ...valuesOf(form), is_active: new FormData(form).has('is_active') };
  const differs = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(role[field as keyof Role]);
  return Object.fromEntries(Object.entries(typed).filter(differs)) as Partial<typeof typed>;
}
