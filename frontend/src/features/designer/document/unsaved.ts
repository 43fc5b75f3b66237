import type { Design } from './design';

/** A draft that did not reach the service yet, kept by the browser. */
export interface Unsaved {
  /** The draft it was made from, and its version. */
  base: Design;
  version: number;
  design: Design;
  at: number;
}

function nameOf(id: string): string {
  return `tts.designer.${id}`;
}

export function keepUnsaved(id: string, unsaved: Unsaved): void {
  try {
    localStorage.setItem(nameOf(id), JSON.stringify(unsaved));
  } catch {
    // A full or forbidden store must not keep anybody from drawing.
  }
}

export function dropUnsaved(id: string): void {
  localStorage.removeItem(nameOf(id));
}

/** What an earlier visit could not save; a damaged copy counts as none. */
export function findUnsaved(id: string): Unsaved | null {
  try {
    const found = JSON.parse(localStorage.getItem(nameOf(id)) ?? 'null') as Unsaved | null;
    return found && Array.isArray(found.design.steps) && Array.isArray(found.base.steps)
      ? found
      : null;
  } catch {
    return null;
  }
}
