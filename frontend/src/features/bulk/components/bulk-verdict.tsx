import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck, IconCircleX, IconHourglass } from '@tabler/icons-react';

import { useNow } from '@/shared/hooks/use-now';
import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';

import { useDecide, useRefusedItems } from '../api/use-bulk';
import { isOver, progressOf, trialOf, type BulkJob } from '../bulk';
import classes from './bulk-bar.module.css';

interface BulkVerdictProps {
  job: BulkJob;
  /** Follow this job from now on. */
  onFollow: (id: string) => void;
  onClose: () => void;
}

/** What would happen, happens or has happened to each task. */
export function BulkVerdict({ job, onFollow, onClose }: BulkVerdictProps) {
  const decide = useDecide();
  const now = useNow();
  const undoable = job.undo_until !== null && Date.parse(job.undo_until) > now && job.done > 0;
  const act = (word: 'start' | 'cancel' | 'undo') =>
    decide.mutate({ id: job.id, act: word }, { onSuccess: (next) => onFollow(next.id) });

  return (
    <Stack gap="sm">
      <FormFailure error={decide.error} />
      <div role="status">
        <Text fw={600} size="sm" mb={4}>
          {headingOf(job)}
        </Text>
        <Counts job={job} />
      </div>
      {job.state === 'running' && (
        <Progress value={progressOf(job) * 100} aria-label={t('bulk.progress')} animated />
      )}
      <Refusals job={job} />
      <Group justify="flex-end" gap="xs">
        {job.state === 'previewed' && (
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        )}
        {job.state === 'previewed' && (
          <Button loading={decide.isPending} disabled={!job.waiting} onClick={() => act('start')}>
            {trialOf(job)
              ? t('trial.first', { count: trialOf(job) })
              : t('bulk.run', { count: job.waiting })}
          </Button>
        )}
        {job.state === 'tried' && (
          <Button loading={decide.isPending} onClick={() => act('start')}>
            {t('trial.goOn', { count: job.waiting })}
          </Button>
        )}
        {(job.state === 'running' || job.state === 'tried') && (
          <Button variant="default" loading={decide.isPending} onClick={() => act('cancel')}>
            {t('bulk.stop')}
          </Button>
        )}
        {undoable && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} />}
            loading={decide.isPending}
            onClick={() => act('undo')}
          >
            {t('bulk.undo')}
          </Button>
        )}
        {isOver(job) && <Button onClick={onClose}>{t('common.close')}</Button>}
      </Group>
    </Stack>
  );
}

function headingOf(job: BulkJob): string {
  if (job.trying) return t('trial.running');
  if (job.state === 'tried') return t('trial.tried');
  return t(job.undo_of ? `bulk.undoState.${job.state}` : `bulk.state.${job.state}`);
}

function Counts({ job }: { job: BulkJob }) {
  const previewed = job.state === 'previewed';
  return (
    <div className={classes.verdicts}>
      {job.waiting > 0 && (
        <Group gap={5}>
          <IconHourglass size={16} aria-hidden />
          {t(previewed ? 'bulk.would' : 'bulk.waiting', { count: job.waiting })}
        </Group>
      )}
      {job.done > 0 && (
        <Group gap={5}>
          <IconCircleCheck size={16} aria-hidden />
          {t('bulk.done', { count: job.done })}
        </Group>
      )}
      {job.refused > 0 && (
        <Group gap={5}>
          <IconCircleX size={16} aria-hidden />
          {t(previewed ? 'bulk.wouldNot' : 'bulk.refused', { count: job.refused })}
        </Group>
      )}
      {job.cancelled > 0 && <span>{t('bulk.cancelled', { count: job.cancelled })}</span>}
    </div>
  );
}

function Refusals({ job }: { job: BulkJob }) {
  const items = useRefusedItems(job.state === 'running' ? undefined : job);
  if (!items.data?.length) return null;
  return (
    // Focusable, because it scrolls.
    <ul className={classes.refusals} aria-label={t('bulk.leftOut')} tabIndex={0}>
      {items.data.map((item) => (
        <li key={item.task_id}>
          <strong className="tabular">{item.number}</strong> {item.title} – {item.message}
        </li>
      ))}
    </ul>
  );
}
