import { Alert, FileInput, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import type { components } from '@/api/workflow';
import { t } from '@/shared/lib/i18n';
import { problemInWords } from '@/shared/lib/i18n/server-words';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useImportPreview } from '../api/use-import-preview';
import { useNewWorkflow, type WorkflowDocument } from '../api/use-new-workflow';

/** A file to import: what would be made of it is shown first. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const preview = useImportPreview();
  const creation = useNewWorkflow();
  const [document, setDocument] = useState<WorkflowDocument | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const accepted = preview.data?.would === 'create';

  async function read(file: File | null) {
    setDocument(null);
    setUnreadable(false);
    preview.reset();
    if (!file) return;
    try {
      const parsed = JSON.parse(await file.text()) as WorkflowDocument;
      setDocument(parsed);
      preview.mutate(parsed);
    } catch {
      setUnreadable(true);
    }
  }

  return (
    <FormDialog
      title={t('newWorkflow.import')}
      submit={t('newWorkflow.importIt')}
      pending={creation.isPending}
      error={creation.error ?? preview.error}
      incomplete={!document || !accepted}
      onClose={onClose}
      onSubmit={() =>
        document &&
        creation.mutate(
          { from: 'document', document },
          { onSuccess: (made) => made && navigate(`/workflows/${made.id}/design`) },
        )
      }
    >
      <FileInput
        label={t('newWorkflow.file')}
        description={t('newWorkflow.fileHint')}
        accept="application/json,.json"
        error={unreadable && t('newWorkflow.unreadable')}
        onChange={(file) => void read(file)}
      />
      {preview.data && <Preview preview={preview.data} />}
    </FormDialog>
  );
}

function Preview({ preview }: { preview: components['schemas']['ImportOutput'] }) {
  const { name, problems, steps, transitions, would } = preview;
  const created = would === 'create';
  const IconComponent = created ? IconCircleCheck : IconAlertTriangle;
  return (
    <Alert
      color={created ? 'teal' : 'red'}
      icon={<IconComponent size={18} />}
      title={t(created ? 'newWorkflow.wouldCreate' : 'newWorkflow.wouldRefuse', { name })}
    >
      <Text size="sm">{t('newWorkflow.holds', { steps, transitions })}</Text>
      {preview.name_taken && <Text size="sm">{t('newWorkflow.nameTaken')}</Text>}
      {problems.length > 0 && (
        <List size="sm" mt={4}>
          {problems.map(problemInWords).map((problem) => (
            <List.Item key={problem.code + problem.element + problem.message}>
              {problem.message}. {problem.how_to_fix}.
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
