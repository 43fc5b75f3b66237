import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPause } from '@tabler/icons-react';

import { useActions } from '@/features/tasks/api/use-actions';
import { ResumeButton } from '@/features/tasks/components/direct-buttons';
import { HoldDialog } from '@/features/tasks/components/hold-dialog';
import type { Task } from '@/features/tasks/task';
import { t } from '@/shared/lib/i18n';

/** Stopping a clock, or letting it go on, beside its ledger. */
export function PauseButtons({ task }: { task: Task }) {
  const { data: actions } = useActions(String(task.task_id));
  const [holding, hold] = useDisclosure(false);
  if (actions?.may_resume) return <ResumeButton task={task} version={actions.version} />;
  if (!actions?.may_hold) return null;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPause size={15} />}
        onClick={hold.open}
      >
        {t('actions.hold')}
      </Button>
      {holding && <HoldDialog task={task} onClose={hold.close} />}
    </>
  );
}
