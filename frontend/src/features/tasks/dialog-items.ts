import {
  IconArrowsExchange,
  IconArrowUp,
  IconBan,
  IconFlag,
  IconLockCheck,
  IconPlayerPause,
  IconRefresh,
  IconRouteAltLeft,
  type Icon,
} from '@tabler/icons-react';

import type { MessageKey } from '@/shared/lib/i18n';

import { dialogsOf, type Actions, type DialogName } from './task';

interface DialogItem {
  dialog: DialogName;
  label: MessageKey;
  icon: Icon;
}

const ITEMS: DialogItem[] = [
  { dialog: 'transfer', label: 'handing.transfer', icon: IconArrowsExchange },
  { dialog: 'escalate', label: 'handing.escalate', icon: IconArrowUp },
  { dialog: 'priority', label: 'directing.priority', icon: IconFlag },
  { dialog: 'hold', label: 'actions.hold', icon: IconPlayerPause },
  { dialog: 'move', label: 'directing.move', icon: IconRouteAltLeft },
  { dialog: 'reopen', label: 'directing.reopen', icon: IconRefresh },
  { dialog: 'close', label: 'directing.close', icon: IconLockCheck },
  { dialog: 'cancel', label: 'directing.cancel', icon: IconBan },
];

/** The dialogs that are open to this person now, in the order in which they are offered. */
export function openDialogs(actions: Actions): DialogItem[] {
  const open = dialogsOf(actions);
  return ITEMS.filter(({ dialog }) => open[dialog]);
}
