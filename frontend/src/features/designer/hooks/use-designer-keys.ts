import { useEffect } from 'react';

import { isTyping } from '@/shared/lib/shortcuts';

import { useDesigner } from './designer-context';
import { useDrawing } from './use-drawing';

/** Fields of the inspector have no undo of their own: what is typed there is history, too. */
function undoes({ key, target }: KeyboardEvent): boolean {
  const ours = (target as Element | null)?.closest('[data-designer-fields]');
  return Boolean(ours) && ['z', 'y'].includes(key.toLowerCase());
}

/** Ctrl (⌘) with Z, Y, C, X, V, D and A, and Delete; left alone in fields and dialogs. */
export function useDesignerKeys(): void {
  const { undo, redo, readOnly } = useDesigner();
  const drawing = useDrawing();

  useEffect(() => {
    if (readOnly) return;
    const chords: Record<string, () => void> = {
      z: undo,
      y: redo,
      Z: redo,
      c: drawing.copy,
      x: drawing.cut,
      v: drawing.paste,
      d: drawing.duplicate,
      a: drawing.selectAll,
    };
    function actionOf(event: KeyboardEvent): (() => void) | undefined {
      const chord = event.ctrlKey || event.metaKey;
      if (event.altKey || (isTyping(event.target) && !(chord && undoes(event)))) return undefined;
      if (chord) {
        // Text somebody has marked is what they want to copy.
        if (event.key === 'c' && window.getSelection()?.toString()) return undefined;
        return chords[event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase()];
      }
      const deletes = event.key === 'Delete' || event.key === 'Backspace';
      return deletes ? () => drawing.removeAll() : undefined;
    }
    function onKeyDown(event: KeyboardEvent) {
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      action();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [drawing, readOnly, redo, undo]);
}
