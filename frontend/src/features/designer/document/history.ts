import { stepOf, wayOf, type Design } from './design';
import type { Change } from './drawing';
import { stepKeyOf, wayKeyOf, WORKFLOW, type ElementRef } from './elements';

/** What was done, and the draft before it. */
interface Deed {
  name: string;
  before: Design;
  selection: readonly ElementRef[];
  /** Changes of one field, one after another, are undone together. */
  group?: string;
  at: number;
}

export interface Editing {
  design: Design;
  selection: readonly ElementRef[];
  past: readonly Deed[];
  future: readonly Deed[];
}

export type EditAction =
  | {
      type: 'do';
      change: Change;
      name: string;
      at: number;
      group?: string;
      select?: readonly ElementRef[];
    }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'select'; elements: readonly ElementRef[] }
  /** Take some into the selection and others out of it. */
  | { type: 'mark'; chosen: readonly ElementRef[]; dropped: readonly ElementRef[] };

const REMEMBERED = 300;
const GROUPED_WITHIN_MS = 2_000;

export function startEditing(design: Design): Editing {
  return { design, selection: [], past: [], future: [] };
}

/** The next state of the draft, its history and what is selected in it. */
export function edit(state: Editing, action: EditAction): Editing {
  switch (action.type) {
    case 'do':
      return perform(state, action);
    case 'undo':
      return back(state);
    case 'redo':
      return forth(state);
    case 'select':
      return { ...state, selection: existing(state.design, action.elements) };
    case 'mark': {
      const left = state.selection.filter((each) => !action.dropped.includes(each));
      const marked = [...new Set([...left, ...action.chosen])];
      return { ...state, selection: existing(state.design, marked) };
    }
  }
}

function perform(state: Editing, action: Extract<EditAction, { type: 'do' }>): Editing {
  const design = action.change(state.design);
  if (design === state.design) return state;
  const last = state.past.at(-1);
  const selection = existing(design, action.select ?? state.selection);
  if (last && action.group && last.group === action.group && state.future.length === 0) {
    const past = state.past.with(-1, { ...last, at: action.at });
    if (action.at - last.at < GROUPED_WITHIN_MS) return { ...state, design, selection, past };
  }
  const { name, group, at } = action;
  const deed = { name, group, at, before: state.design, selection: state.selection };
  return { design, selection, past: [...state.past, deed].slice(-REMEMBERED), future: [] };
}

function back({ design, selection, past, future }: Editing): Editing {
  const deed = past.at(-1);
  if (!deed) return { design, selection, past, future };
  const undone = { ...deed, before: design, selection };
  return restored(deed, past.slice(0, -1), [...future, undone]);
}

function forth({ design, selection, past, future }: Editing): Editing {
  const deed = future.at(-1);
  if (!deed) return { design, selection, past, future };
  const redone = { ...deed, before: design, selection };
  return restored(deed, [...past, redone], future.slice(0, -1));
}

function restored(deed: Deed, past: readonly Deed[], future: readonly Deed[]): Editing {
  return {
    design: deed.before,
    selection: existing(deed.before, deed.selection),
    past,
    future,
  };
}

function existing(design: Design, elements: readonly ElementRef[]): readonly ElementRef[] {
  return elements.filter(
    (element) =>
      element === WORKFLOW ||
      stepOf(design, stepKeyOf(element)) ||
      wayOf(design, wayKeyOf(element) ?? ''),
  );
}
