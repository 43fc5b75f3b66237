import { useState } from 'react';

import type { Saved } from '../api/fetch-saved';
import type { Design } from '../document/design';
import { sameDesign } from '../document/merging';
import { dropUnsaved, findUnsaved, type Unsaved } from '../document/unsaved';

interface Recovered {
  /** The draft to go on with. */
  start: Design;
  /** What it is compared with. */
  saved: Saved;
  /** When it was drawn, if an earlier visit could not save it. */
  at: number | null;
  /** What somebody else saved since then. */
  stale: Saved | null;
}

/** What was kept by an older version of this page lacks the settings that came since. */
function completed(found: Unsaved | null, { settings }: Design): Unsaved | null {
  const full = (design: Design) => ({ ...design, settings: { ...settings, ...design.settings } });
  return found && { ...found, design: full(found.design), base: full(found.base) };
}

function recover(id: string, loaded: Saved, readOnly: boolean): Recovered {
  const plain = { start: loaded.design, saved: loaded, at: null, stale: null };
  const found = readOnly ? null : completed(findUnsaved(id), loaded.design);
  if (!found || sameDesign(found.design, loaded.design)) {
    if (found) dropUnsaved(id);
    return plain;
  }
  const { design: start, at, version } = found;
  if (version === loaded.version) return { start, saved: loaded, at, stale: null };
  const base = { ...loaded, design: found.base, version };
  return { start, saved: base, at, stale: loaded };
}

/** Start from what this browser could not save last time, if there is such a draft. */
export function useRecovered(id: string, loaded: Saved, readOnly: boolean): Recovered {
  const [recovered] = useState(() => recover(id, loaded, readOnly));
  return recovered;
}
