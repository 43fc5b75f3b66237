import { Button } from '@mantine/core';
import { IconHandGrab, IconPlayerPlay } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useClaim } from '../api/use-claim';
import { useResume } from '../api/use-resume';
import type { Task } from '../task';

interface DirectButtonProps {
  task: Task;
  version: number;
}

export function ClaimButton({ task, version }: DirectButtonProps) {
  const claim = useClaim(String(task.task_id));
  return (
    <Button
      leftSection={<IconHandGrab size={16} />}
      loading={claim.isPending}
      onClick={() =>
        claim.mutate(
          { version },
          {
            onSuccess: () => showSuccess(t('actions.claimed', { number: task.number })),
            onError: showFailure,
          },
        )
      }
    >
      {t('actions.claim')}
    </Button>
  );
}

export function ResumeButton({ task, version }: DirectButtonProps) {
  const resume = useResume(String(task.task_id));
  return (
    <Button
      leftSection={<IconPlayerPlay size={16} />}
      loading={resume.isPending}
      onClick={() =>
        resume.mutate(
          { version },
          {
            onSuccess: () => showSuccess(t('actions.resumed', { number: task.number })),
            onError: showFailure,
          },
        )
      }
    >
      {t('actions.resume')}
    </Button>
  );
}
