import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode, SubmitEvent } from 'react';

import { t } from '@/shared/lib/i18n';

import { FormFailure } from './form-failure';

interface FormDialogProps {
  title: string;
  submit: string;
  pending: boolean;
  error: unknown;
  /** Names of the fields that show their own problems. */
  fields?: readonly string[];
  /** Nothing can be sent yet. */
  incomplete?: boolean;
  dangerous?: boolean;
  onSubmit: (form: HTMLFormElement) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a dialog: why it was refused, its fields, and two buttons. */
export function FormDialog({
  title,
  submit,
  pending,
  error,
  fields,
  incomplete = false,
  dangerous = false,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  function onSubmitEvent(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    onSubmit(event.currentTarget);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={onSubmitEvent}>
        <Stack gap="sm">
          <FormFailure error={error} fields={fields} />
          {children}
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              color={dangerous ? 'red' : undefined}
              loading={pending}
              disabled={incomplete}
            >
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
