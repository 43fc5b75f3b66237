import { useCallback, useReducer } from 'react';

import type { Design } from '../document/design';
import type { Change } from '../document/drawing';
import type { ElementRef } from '../document/elements';
import { edit, startEditing } from '../document/history';
import type { DoOptions } from './designer-context';

/** A draft under edit: everything done to it can be undone. */
export function useEditing(design: Design) {
  const [editing, dispatch] = useReducer(edit, design, startEditing);

  const act = useCallback((name: string, change: Change, options: DoOptions = {}) => {
    dispatch({ type: 'do', name, change, at: Date.now(), ...options });
  }, []);
  const undo = useCallback(() => dispatch({ type: 'undo' }), []);
  const redo = useCallback(() => dispatch({ type: 'redo' }), []);
  const select = useCallback(
    (elements: readonly ElementRef[]) => dispatch({ type: 'select', elements }),
    [],
  );
  const mark = useCallback(
    (chosen: readonly ElementRef[], dropped: readonly ElementRef[]) =>
      dispatch({ type: 'mark', chosen, dropped }),
    [],
  );
  return { editing, act, undo, redo, select, mark };
}
