import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowBackUp, IconDots } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useRelease } from '../api/use-release';
import { openDialogs } from '../dialog-items';
import type { Actions, DialogName, Task } from '../task';

interface MoreActionsProps {
  task: Task;
  actions: Actions;
  onOpen: (dialog: DialogName) => void;
}

/** What can be done with a task besides moving it on. Nothing is shown when nothing can. */
export function MoreActions({ task, actions, onOpen }: MoreActionsProps) {
  const items = openDialogs(actions);
  if (!actions.may_release && items.length === 0) return null;

  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('actions.more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.may_release && <ReleaseItem task={task} version={actions.version} />}
        {items.map(({ dialog, label, icon: IconComponent }) => (
          <Menu.Item
            key={dialog}
            color={dialog === 'cancel' ? 'red' : undefined}
            leftSection={<IconComponent size={16} />}
            onClick={() => onOpen(dialog)}
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ReleaseItem({ task, version }: { task: Task; version: number }) {
  const release = useRelease(String(task.task_id));
  const { number } = task;
  // The menu is gone by the time of the answer, so nothing here would be called back.
  const giveBack = () =>
    release
      .mutateAsync({ version })
      .then(() => showSuccess(t('actions.released', { number })), showFailure);

  return (
    <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => void giveBack()}>
      {t('actions.release')}
    </Menu.Item>
  );
}
