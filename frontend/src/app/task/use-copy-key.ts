import { useClipboard } from '@mantine/hooks';
import { useRef } from 'react';

import type { Task } from '@/features/tasks/task';
import { useShortcuts } from '@/shared/hooks/use-shortcuts';
import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';

const AGAIN_MS = 1_500;

/** The full stop copies the number of the ticket; again also its title, and then its address. */
export function useCopyKey({ ticket_number: number, title }: Task): void {
  const clipboard = useClipboard();
  const pressed = useRef({ times: 0, at: -AGAIN_MS });

  function copy() {
    const now = performance.now();
    const times = now - pressed.current.at < AGAIN_MS ? pressed.current.times + 1 : 1;
    pressed.current = { times, at: now };
    const link = `${window.location.origin}/tickets/${encodeURIComponent(number)}`;
    const text = [number, title, link].slice(0, times).join(' ');
    clipboard.copy(text);
    showSuccess(t('task.copied', { text }));
  }
  useShortcuts({ '.': copy });
}
