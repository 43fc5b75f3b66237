import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormDialog } from '@/shared/ui/form-dialog';
import { QueryView } from '@/shared/ui/query-view';

import { useNewWorkflow } from '../api/use-new-workflow';
import { useTemplates } from '../api/use-templates';

/** A choice among the templates, and the name of what is made from it. */
export function TemplateDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const templates = useTemplates();
  const creation = useNewWorkflow();
  const [key, setKey] = useState('');
  const [name, setName] = useState('');

  function choose(chosen: string) {
    setKey(chosen);
    setName(templates.data?.find((template) => template.key === chosen)?.name ?? '');
  }

  return (
    <FormDialog
      title={t('newWorkflow.template')}
      submit={t('newWorkflow.create')}
      pending={creation.isPending}
      error={creation.error}
      fields={['name']}
      incomplete={key === ''}
      onClose={onClose}
      onSubmit={() =>
        creation.mutate(
          { from: 'template', key, name: name.trim() },
          { onSuccess: (made) => made && navigate(`/workflows/${made.id}/design`) },
        )
      }
    >
      <QueryView query={templates}>
        {(results) => (
          <Radio.Group label={t('newWorkflow.which')} value={key} onChange={choose}>
            <Stack gap="xs" mt={4}>
              {results.map((template) => (
                <Radio
                  key={template.key}
                  value={template.key}
                  label={template.name}
                  description={template.description}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
      </QueryView>
      <TextInput
        label={t('newWorkflow.name')}
        value={name}
        required
        maxLength={150}
        error={problemOf(creation.error, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
