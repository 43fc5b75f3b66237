import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconArrowUp,
  IconBan,
  IconDots,
  IconFlag,
  IconLockCheck,
  IconPlayerPause,
  IconRefresh,
  IconRouteAltLeft,
  type Icon,
} from '@tabler/icons-react';

import { t, type MessageKey } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useRelease } from '../api/use-release';
import { dialogsOf, type Actions, type DialogName, type Task } from '../task';

interface MoreActionsProps {
  task: Task;
  actions: Actions;
  onOpen: (dialog: DialogName) => void;
}

const ITEMS: [dialog: DialogName, label: MessageKey, icon: Icon][] = [
  ['transfer', 'handing.transfer', IconArrowsExchange],
  ['escalate', 'handing.escalate', IconArrowUp],
  ['priority', 'directing.priority', IconFlag],
  ['hold', 'actions.hold', IconPlayerPause],
  ['move', 'directing.move', IconRouteAltLeft],
  ['reopen', 'directing.reopen', IconRefresh],
  ['close', 'directing.close', IconLockCheck],
  ['cancel', 'directing.cancel', IconBan],
];

/** What can be done with a task besides moving it on. Nothing is shown when nothing can. */
export function MoreActions({ task, actions, onOpen }: MoreActionsProps) {
  const open = dialogsOf(actions);
  const items = ITEMS.filter(([dialog]) => open[dialog]);
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
        {items.map(([dialog, label, IconComponent]) => (
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
