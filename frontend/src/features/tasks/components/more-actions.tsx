import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconDots, IconPlayerPause } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useRelease } from '../api/use-release';
import type { Actions, Task } from '../task';
import { HoldDialog } from './hold-dialog';

interface MoreActionsProps {
  task: Task;
  actions: Actions;
}

/** What can be done with a task besides moving it on. Nothing is shown when nothing can. */
export function MoreActions({ task, actions }: MoreActionsProps) {
  const release = useRelease(String(task.task_id));
  const [holding, hold] = useDisclosure(false);
  if (!actions.may_release && !actions.may_hold) return null;

  return (
    <>
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('actions.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {actions.may_release && (
            <Menu.Item
              leftSection={<IconArrowBackUp size={16} />}
              onClick={() =>
                release.mutate(
                  { version: actions.version },
                  {
                    onSuccess: () => showSuccess(t('actions.released', { number: task.number })),
                    onError: showFailure,
                  },
                )
              }
            >
              {t('actions.release')}
            </Menu.Item>
          )}
          {actions.may_hold && (
            <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={hold.open}>
              {t('actions.hold')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {holding && <HoldDialog task={task} onClose={hold.close} />}
    </>
  );
}
