import { TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useNewWorkflow, type Origin } from '../api/use-new-workflow';

interface NameDialogProps {
  title: string;
  suggested?: string;
  originOf: (name: string) => Origin;
  onClose: () => void;
}

/** Asks for the name of a new draft, makes it and opens it. */
export function NameDialog({ title, suggested, originOf, onClose }: NameDialogProps) {
  const navigate = useNavigate();
  const creation = useNewWorkflow();
  return (
    <FormDialog
      title={title}
      submit={t('newWorkflow.create')}
      pending={creation.isPending}
      error={creation.error}
      fields={['name']}
      onClose={onClose}
      onSubmit={(form) =>
        creation.mutate(originOf(textOf(form, 'name')), {
          onSuccess: (made) => made && navigate(`/workflows/${made.id}/design`),
        })
      }
    >
      <TextInput
        name="name"
        label={t('newWorkflow.name')}
        defaultValue={suggested}
        required
        maxLength={150}
        error={problemOf(creation.error, 'name')}
        data-autofocus
      />
    </FormDialog>
  );
}
