import { Button } from '@mantine/core';
import { IconHandGrab, IconPlayerPlay, IconPlayerTrackNext } from '@tabler/icons-react';

import { useOfferActs } from '@/shared/hooks/use-acts';
import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useBegin } from '../api/use-begin';
import { useClaim } from '../api/use-claim';
import { useResume } from '../api/use-resume';
import type { Task } from '../task';

interface DirectButtonProps {
  task: Task;
  version: number;
}

export function ClaimButton({ task, version }: DirectButtonProps) {
  const claim = useClaim(String(task.task_id));
  const label = t('actions.claim');
  const run = () =>
    claim.mutate(
      { version },
      {
        onSuccess: () => showSuccess(t('actions.claimed', { number: task.number })),
        onError: showFailure,
      },
    );
  useOfferActs([{ id: 'claim', label, to: task.ticket_number, run }]);
  return (
    <Button leftSection={<IconHandGrab size={16} />} loading={claim.isPending} onClick={run}>
      {label}
    </Button>
  );
}

export function ResumeButton({ task, version }: DirectButtonProps) {
  const resume = useResume(String(task.task_id));
  const label = t('actions.resume');
  const run = () =>
    resume.mutate(
      { version },
      {
        onSuccess: () => showSuccess(t('actions.resumed', { number: task.number })),
        onError: showFailure,
      },
    );
  useOfferActs([{ id: 'resume', label, to: task.ticket_number, run }]);
  return (
    <Button leftSection={<IconPlayerPlay size={16} />} loading={resume.isPending} onClick={run}>
      {label}
    </Button>
  );
}

/** Says that one works on it, which keeps it from going to somebody else. */
export function BeginButton({ task, version }: DirectButtonProps) {
  const begin = useBegin(String(task.task_id));
  const label = t('begin.button');
  const run = () =>
    begin.mutate(
      { version },
      {
        onSuccess: () => showSuccess(t('begin.done', { number: task.number })),
        onError: showFailure,
      },
    );
  useOfferActs([{ id: 'begin', label, to: task.ticket_number, run }]);
  return (
    <Button leftSection={<IconPlayerTrackNext size={16} />} loading={begin.isPending} onClick={run}>
      {label}
    </Button>
  );
}
