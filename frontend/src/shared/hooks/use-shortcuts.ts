import { useEffect, useRef } from 'react';

import { isTyping, nameOf, shortcutsEnabled } from '../lib/shortcuts';

export type Shortcuts = Record<string, () => unknown>;

const SEQUENCE_MS = 1_200;
// Begins a sequence and is no key of its own.
const LEADER = 'g';

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

      const begun = event.timeStamp - prefixAt < SEQUENCE_MS ? prefix : '';
      const alone = begun === LEADER ? undefined : latest.current[key];
      const action = latest.current[`${begun} ${key}`] ?? alone;
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
