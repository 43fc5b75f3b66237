import { Button, Group } from '@mantine/core';
import { IconMailForward, IconPencil, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';

import { useChangePerson, useMailResetLink } from '../api/use-person';
import type { SeenPerson } from '../people';
import { EditPersonDialog } from './edit-person-dialog';

/** What an Admin does about somebody's account. */
export function PersonActions({ person }: { person: SeenPerson }) {
  const [dialog, setDialog] = useState<'edit' | 'deactivate' | null>(null);
  const change = useChangePerson(person);
  const mail = useMailResetLink();
  const close = () => setDialog(null);

  return (
    <Group gap="xs" mt="md">
      <Button
        variant="default"
        leftSection={<IconPencil size={16} />}
        onClick={() => setDialog('edit')}
      >
        {t('accounts.edit')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconMailForward size={16} />}
        loading={mail.isPending}
        onClick={() =>
          mail.mutate(person.username, {
            onSuccess: () => showSuccess(t('accounts.resetMailed')),
            onError: showFailure,
          })
        }
      >
        {t('accounts.mailReset')}
      </Button>
      {person.is_active === false ? (
        <Button
          leftSection={<IconUserCheck size={16} />}
          loading={change.isPending}
          onClick={() =>
            change.mutate(
              { is_active: true },
              {
                onSuccess: () => showSuccess(t('accounts.reactivated', { name: person.full_name })),
                onError: showFailure,
              },
            )
          }
        >
          {t('accounts.reactivate')}
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconUserOff size={16} />}
          onClick={() => setDialog('deactivate')}
        >
          {t('accounts.deactivate')}
        </Button>
      )}
      {dialog === 'edit' && <EditPersonDialog person={person} onClose={close} />}
      {dialog === 'deactivate' && <DeactivateDialog person={person} onClose={close} />}
    </Group>
  );
}

function DeactivateDialog({ person, onClose }: { person: SeenPerson; onClose: () => void }) {
  const change = useChangePerson(person);
  return (
    <ConfirmDialog
      title={t('accounts.deactivateTitle', { name: person.full_name })}
      confirm={t('accounts.deactivate')}
      dangerous
      pending={change.isPending}
      error={change.error}
      onClose={onClose}
      onConfirm={() =>
        change.mutate(
          { is_active: false },
          {
            onSuccess: () => {
              showSuccess(t('accounts.deactivated', { name: person.full_name }));
              onClose();
            },
          },
        )
      }
    >
      {t('accounts.deactivateHint')}
    </ConfirmDialog>
  );
}
