import type { components } from '@/api/workflow';

type Schemas = components['schemas'];

export type Macro = Required<Schemas['MacroOutput']>;
export type MacroDraft = Schemas['MacroInputRequest'];
export type UsableMacro = Schemas['UsableMacroOutput'];
export type MacroPreview = Schemas['MacroPreviewOutput'];
export type MacroChange = Schemas['MacroChangeOutput'];
export type MacroEffect = Schemas['MacroEffectOutput'];
export type MacroUndo = Schemas['MacroUndoOutput'];
export type Scope = Macro['scope'];

/** What the person adds to a macro before it runs. */
export interface Given {
  notes: string;
  fields: Record<string, string>;
}

export const NOTHING_GIVEN: Given = { notes: '', fields: {} };

export const OUTCOMES = ['done', 'approve', 'reject', 'return'];

export function blankMacro(scope: Scope): MacroDraft {
  return {
    name: '',
    description: '',
    scope,
    role: '',
    position: 0,
    is_active: true,
    priority: '',
    ticks: [],
    fields: {},
    text_kind: '',
    text: '',
    transition: '',
    hold: null,
  };
}

/** A macro as it is written, without what the service adds. */
export function draftOf(macro: Macro): MacroDraft {
  const blank = blankMacro(macro.scope);
  const kept = Object.keys(blank).map((name) => [name, macro[name as keyof Macro]]);
  return { ...blank, ...(Object.fromEntries(kept) as Partial<MacroDraft>) };
}

/** Those whose name or description has every word of the search. */
export function matching<Row extends { name: string; description: string }>(
  macros: Row[],
  search: string,
): Row[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return macros.filter(({ name, description }) => {
    const text = `${name} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Whether what the macro still wants to be told has been told. */
export function isTold(preview: MacroPreview, given: Given): boolean {
  const worded = !preview.requires_comment || given.notes.trim() !== '';
  return worded && preview.needs_fields.every((name) => given.fields[name]?.trim());
}

/** `Serial number: A-1` a line, as somebody writes the values of fields. */
export function fieldsOf(text: string): Record<string, string> {
  const pairs = text
    .split('\n')
    .map((line) => line.split(/:(.*)/s, 2).map((part) => part.trim()))
    .filter(([name]) => name);
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}

export function textOfFields(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
