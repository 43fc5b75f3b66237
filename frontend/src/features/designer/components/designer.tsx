import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';

import type { Saved } from '../api/fetch-saved';
import { useProblems } from '../api/use-problems';
import type { ElementRef } from '../document/elements';
import { DesignerContext, type DesignerTools } from '../hooks/designer-context';
import { useDraft } from '../hooks/use-draft';
import type { Shown } from '../hooks/use-field-focus';
import { DesignerKeys } from './designer-keys';
import { DesignerScreen } from './designer-screen';
import { NarrowScreen } from './narrow-screen';
import { isPanel, type Panel } from './side-panel';

interface DesignerProps {
  workflowId: string;
  loaded: Saved;
  readOnly: boolean;
  /** There is no room for a drawing. */
  narrow: boolean;
}

const NO_PROBLEMS: DesignerTools['problems'] = [];

/** The designer of one draft. */
export function Designer({ workflowId, loaded, readOnly, narrow }: DesignerProps) {
  const draft = useDraft(workflowId, loaded, readOnly);
  const problems = useProblems(workflowId, draft.saved.version).data ?? NO_PROBLEMS;
  const [shown, setShown] = useState<Shown | null>(null);
  const { panel, setPanel } = usePanel();
  const { select } = draft.tools;

  const show = useCallback(
    (element: ElementRef, field = '') => {
      select([element]);
      setShown({ element, field });
      if (field) setPanel('edit');
    },
    [select, setPanel],
  );

  const context: DesignerTools = {
    ...draft.tools,
    workflowId,
    readOnly,
    problems,
    show,
  };

  return (
    <DesignerContext value={context}>
      <DesignerKeys />
      {narrow ? (
        <NarrowScreen />
      ) : (
        <DesignerScreen draft={draft} shown={shown} panel={panel} onPanel={setPanel} />
      )}
    </DesignerContext>
  );
}

/** The panel beside the drawing is a part of the address. */
function usePanel() {
  const [params, setParams] = useSearchParams();
  const named = params.get('panel');
  const panel: Panel = isPanel(named) ? named : 'edit';
  const setPanel = useCallback(
    (next: Panel) => setParams(next === 'edit' ? {} : { panel: next }, { replace: true }),
    [setParams],
  );
  return { panel, setPanel };
}
