import { Textarea, TextInput } from '@mantine/core';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useCreateSystem, useDescribeSystem } from '../api/use-systems';
import type { System } from '../roles';

interface SystemDialogProps {
  /** Nothing for a new one. */
  system?: System;
  onClose: () => void;
}

/** Adds a system, or describes one; the name stands in tokens and messages and stays. */
export function SystemDialog({ system, onClose }: SystemDialogProps) {
  const create = useCreateSystem();
  const describe = useDescribeSystem(system);
  const { error, isPending } = system ? describe : create;

  function submit(form: HTMLFormElement) {
    const description = textOf(form, 'description');
    const onSuccess = () => {
      showSuccess(t('roles.systemSaved'));
      onClose();
    };
    if (system) describe.mutate(description, { onSuccess });
    else create.mutate({ name: textOf(form, 'name'), description }, { onSuccess });
  }

  return (
    <FormDialog
      title={system ? t('roles.describeOf', { system: system.name }) : t('roles.createSystem')}
      submit={t('profile.save')}
      pending={isPending}
      error={error}
      fields={['name', 'description']}
      onSubmit={submit}
      onClose={onClose}
    >
      {!system && (
        <TextInput
          name="name"
          label={t('roles.systemName')}
          description={t('roles.systemNameHint')}
          maxLength={32}
          required
          error={problemOf(error, 'name')}
          data-autofocus
        />
      )}
      <Textarea
        name="description"
        label={t('roles.description')}
        defaultValue={system?.description}
        maxLength={2000}
        autosize
        minRows={2}
        error={problemOf(error, 'description')}
      />
    </FormDialog>
  );
}
