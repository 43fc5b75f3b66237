import { useCallback, useState } from 'react';

import { useShortcuts } from '@/shared/hooks/use-shortcuts';
import { mayRunMacros, useSession } from '@/shared/lib/session';

export interface MacroWork {
  isOpen: boolean;
  /** Undefined for those who only read. */
  openFromComposer: (() => void) | undefined;
  close: () => void;
  /** What the macro that ran brought for the composer, until it took that in. */
  brought: string | null;
  ran: (reply: string) => void;
  taken: () => void;
}

const focusComposer = () => document.getElementById('composer')?.focus();

/** Macros of a ticket: opened by `m`, or by a slash in the composer, which gets their text. */
export function useMacroWork(onText: () => void): MacroWork {
  const [from, setFrom] = useState<'key' | 'composer' | null>(null);
  const [brought, setBrought] = useState<string | null>(null);
  const may = mayRunMacros(useSession());
  useShortcuts(may ? { m: () => setFrom('key') } : {});

  return {
    isOpen: from !== null,
    openFromComposer: may ? () => setFrom('composer') : undefined,
    close: () => {
      if (from === 'composer') focusComposer();
      setFrom(null);
    },
    brought,
    ran: (reply) => {
      if (reply) onText();
      // Without a reply there may still be a slash to take away.
      if (reply || from === 'composer') setBrought(reply);
    },
    taken: useCallback(() => setBrought(null), []),
  };
}
