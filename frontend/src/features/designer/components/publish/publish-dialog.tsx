import { Button, Group, Modal, Radio, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import type { Saved } from '@/features/designer/api/fetch-saved';
import { useLifecycle } from '@/features/designer/api/use-lifecycle';
import { usePublishEffect, type PublishEffect } from '@/features/designer/api/use-publish-effect';
import { PRIORITIES } from '@/features/designer/document/design';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';
import { FormFailure } from '@/shared/ui/form-failure';
import { QueryView } from '@/shared/ui/query-view';

import { DifferenceList } from '../difference-list';
import { EffectProblems } from './effect-problems';
import { RunningTasks } from './running-tasks';

/** What shall become of running tickets: stay, be moved, or go by the new times. */
export type Afterwards = 'nothing' | 'move' | 'recount';

const TIMES = new Set(['calendar', 'ladder', ...PRIORITIES.map((word) => `sla.${word}`)]);

function changesTimes({ changes }: PublishEffect): boolean {
  return changes.some(
    ({ element, fields }) => element === 'workflow' && fields.some(({ field }) => TIMES.has(field)),
  );
}

interface PublishDialogProps {
  /** Of the draft; everything is saved before the dialog opens. */
  version: number;
  onPublished: (workflow: Saved['workflow'], then: Afterwards) => void;
  onClose: () => void;
}

/** What publishing means, before it happens. */
export function PublishDialog({ version, onPublished, onClose }: PublishDialogProps) {
  const { workflowId } = useDesigner();
  const effect = usePublishEffect(workflowId, version);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('designer.publish.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <QueryView query={effect} skeleton={<Skeleton h={220} />}>
        {(data) => (
          <Effect effect={data} version={version} onPublished={onPublished} onClose={onClose} />
        )}
      </QueryView>
    </Modal>
  );
}

function Effect({
  effect,
  version,
  onPublished,
  onClose,
}: PublishDialogProps & { effect: PublishEffect }) {
  const { workflowId } = useDesigner();
  const publish = useLifecycle(workflowId);
  const [note, setNote] = useState('');
  const [then, setThen] = useState<Afterwards>('nothing');
  const broken = effect.problems.some(({ severity }) => severity === 'error');

  function confirm() {
    publish.mutate(
      { move: 'deploy', version, note: note.trim() },
      {
        onSuccess: (workflow) => {
          showSuccess(t('designer.publish.done', { version: workflow.version_number ?? '' }));
          onClose();
          onPublished(workflow, then);
        },
      },
    );
  }

  return (
    <Stack gap="md">
      <FormFailure error={publish.error} />
      <EffectProblems effect={effect} onShown={onClose} />
      <DifferenceList title={t('designer.publish.changes')} changes={effect.changes} />
      <RunningTasks effect={effect} />
      {effect.running.count > 0 && (
        <AfterwardsChoice times={changesTimes(effect)} value={then} onChange={setThen} />
      )}
      <Textarea
        label={t('designer.publish.note')}
        description={t('designer.publish.noteHint')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
      />
      <Group justify="flex-end" gap="xs">
        {broken && (
          <Text size="sm" c="red">
            {t('designer.publish.broken')}
          </Text>
        )}
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={publish.isPending} disabled={broken} onClick={confirm}>
          {t('designer.publish.confirm', { version: effect.next_version })}
        </Button>
      </Group>
    </Stack>
  );
}

interface AfterwardsChoiceProps {
  /** The draft promises other times than what is published. */
  times: boolean;
  value: Afterwards;
  onChange: (value: Afterwards) => void;
}

function AfterwardsChoice({ times, value, onChange }: AfterwardsChoiceProps) {
  return (
    <Radio.Group
      label={t('recounting.then')}
      value={value}
      onChange={(next) => onChange(next as Afterwards)}
    >
      <Stack gap={6} mt={6}>
        <Radio value="nothing" label={t('recounting.nothing')} />
        {times && <Radio value="recount" label={t('recounting.afterwards')} />}
        <Radio value="move" label={t('designer.migration.afterwards')} />
      </Stack>
    </Radio.Group>
  );
}
