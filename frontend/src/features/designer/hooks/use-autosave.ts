import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';

import { WORKFLOWS_CHANGED } from '@/shared/lib/workflows-changed';

import { Autosave } from '../api/autosave';
import type { Saved } from '../api/fetch-saved';
import type { Design } from '../document/design';

/** Saves `design` by itself; tells how that goes. */
export function useAutosave(
  id: string,
  loaded: Saved,
  design: Design,
  enabled: boolean,
  theirs: Saved | null,
) {
  const [autosave] = useState(() => new Autosave(id, loaded, theirs));
  const queryClient = useQueryClient();
  const state = useSyncExternalStore(autosave.subscribe, autosave.state);
  const saved = useSyncExternalStore(autosave.subscribe, autosave.saved);

  useEffect(() => {
    if (enabled) autosave.change(design);
  }, [autosave, design, enabled]);

  useEffect(() => {
    const flush = () => void autosave.flush();
    window.addEventListener('online', flush);
    return () => {
      window.removeEventListener('online', flush);
      // Whoever leaves the screen inside the application loses nothing.
      if (!enabled) return;
      void autosave
        .flush()
        .then(() => queryClient.invalidateQueries({ queryKey: WORKFLOWS_CHANGED }));
    };
  }, [autosave, enabled, queryClient]);

  return { autosave, state, saved };
}
