import { createContext, use } from 'react';

import type { Problem } from '../api/use-problems';
import type { Change } from '../document/drawing';
import type { ElementRef } from '../document/elements';
import type { Editing } from '../document/history';

export interface DoOptions {
  /** Changes of one group, one after another, are undone together. */
  group?: string;
  /** What is selected afterwards. */
  select?: readonly ElementRef[];
}

export interface DesignerTools {
  workflowId: string;
  readOnly: boolean;
  editing: Editing;
  problems: readonly Problem[];
  /** Do something that can be undone; `name` says what, in words. */
  act: (name: string, change: Change, options?: DoOptions) => void;
  undo: () => void;
  redo: () => void;
  select: (elements: readonly ElementRef[]) => void;
  /** Take some into the selection and others out of it. */
  mark: (chosen: readonly ElementRef[], dropped: readonly ElementRef[]) => void;
  /** Select an element and bring it into view, and one of its fields under the cursor. */
  show: (element: ElementRef, field?: string) => void;
}

export const DesignerContext = createContext<DesignerTools | null>(null);

export function useDesigner(): DesignerTools {
  const tools = use(DesignerContext);
  if (!tools) throw new Error('useDesigner needs a designer around it');
  return tools;
}
