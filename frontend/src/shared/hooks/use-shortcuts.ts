import { useEffect, useRef } from 'react';

import { isTyping, nameOf, shortcutsEnabled } from '../lib/shortcuts';

export type Shortcuts = Record<string, () => unknown>;

const SEQUENCE_MS = 1_200;

/**
 * Run an action on a key (`j`), a chord (`mod+k`) or a sequence (`g i`). Single keys are left alone
 * while somebody is typing or a dialog is open.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });

  useEffect(() => {
    let prefix = '';
    let prefixAt = 0;

    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey) return;
      const key = nameOf(event);
      const chord = key.startsWith('mod+');
      if (!chord && (isTyping(event.target) || !shortcutsEnabled())) return;

      const sequence =
        event.timeStamp - prefixAt < SEQUENCE_MS && prefix ? `${prefix} ${key}` : key;
      const action = latest.current[sequence] ?? latest.current[key];
      prefix = key;
      prefixAt = event.timeStamp;
      if (!action) return;

      prefix = '';
      event.preventDefault();
      action();
    }

    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
