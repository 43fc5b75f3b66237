import { useCallback } from 'react';

import { t } from '@/shared/lib/i18n';

import type { Saved } from '../api/fetch-saved';
import type { Design } from '../document/design';
import { useAutosave } from './use-autosave';
import { useEditing } from './use-editing';
import { useLeaveWarning } from './use-leave-warning';
import { useRecovered } from './use-recovered';

/** A draft under edit, together with how the service has it. */
export function useDraft(workflowId: string, loaded: Saved, readOnly: boolean) {
  const { start, saved: base, at, stale } = useRecovered(workflowId, loaded, readOnly);
  const tools = useEditing(start);
  const { act, editing } = tools;
  const { autosave, state, saved } = useAutosave(
    workflowId,
    base,
    editing.design,
    !readOnly,
    stale,
  );
  useLeaveWarning(state.is !== 'saved');

  /** Go on from what the service has, with `next` as the draft. */
  const rebase = useCallback(
    (theirs: Saved, next: Design, name: string) => {
      act(name, () => next);
      autosave.rebase(theirs, next);
    },
    [act, autosave],
  );
  const discard = useCallback(
    () => act(t('designer.did.discard'), () => loaded.design),
    [act, loaded],
  );
  return { tools, autosave, state, saved, rebase, discard, recoveredAt: stale ? null : at };
}
