import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useSaveView } from '../api/use-change-views';
import type { Column, SavedView } from '../views';

interface SaveViewDialogProps {
  filters: Record<string, string>;
  ordering: string;
  columns: Column[];
  /** With which colleagues it can be shared. */
  roles: string[];
  onSaved: (view: SavedView) => void;
  onClose: () => void;
}

const NOBODY = '';

/** Keep a filtered list under a name. */
export function SaveViewDialog({ roles, onSaved, onClose, ...what }: SaveViewDialogProps) {
  const save = useSaveView();
  const [role, setRole] = useState(NOBODY);

  return (
    <FormDialog
      title={t('views.save')}
      submit={t('views.save')}
      pending={save.isPending}
      error={save.error}
      fields={['name', 'role']}
      onClose={onClose}
      onSubmit={(form) =>
        save.mutate(
          { ...what, name: textOf(form, 'name'), role, sharing: role ? 'role' : 'private' },
          {
            onSuccess: (view) => {
              showSuccess(t('views.saved', { name: view.name }));
              onSaved(view);
            },
          },
        )
      }
    >
      <TextInput
        name="name"
        label={t('views.name')}
        maxLength={80}
        required
        error={problemOf(save.error, 'name')}
        data-autofocus
      />
      <Select
        label={t('views.for')}
        data={[
          { value: NOBODY, label: t('views.forMe') },
          ...roles.map((value) => ({ value, label: t('views.forRole', { role: value }) })),
        ]}
        value={role}
        onChange={(chosen) => setRole(chosen ?? NOBODY)}
        allowDeselect={false}
        error={problemOf(save.error, 'role')}
      />
    </FormDialog>
  );
}
