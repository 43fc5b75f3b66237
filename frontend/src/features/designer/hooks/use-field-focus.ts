import { useEffect, useRef } from 'react';

import type { ElementRef } from '../document/elements';

/** What somebody asked to see: an element, and the field of it that puts a problem right. */
export interface Shown {
  element: ElementRef;
  /** As validation names it, such as `mapping.amount`; empty for none. */
  field: string;
}

const INPUTS = 'input, textarea, select, button';

/** Put the cursor into the field that is asked for, once the inspector shows its element. */
export function useFieldFocus(shown: Shown | null, ready: boolean): void {
  const done = useRef<Shown | null>(null);

  useEffect(() => {
    if (!shown?.field || !ready || done.current === shown) return;
    done.current = shown;
    const fields = document.querySelectorAll<HTMLElement>('[data-designer-fields] [data-field]');
    const found = [...fields].find(({ dataset }) => dataset.field === shown.field);
    const input = found?.matches(INPUTS) ? found : found?.querySelector<HTMLElement>(INPUTS);
    input?.focus();
    input?.scrollIntoView({ block: 'center' });
  }, [shown, ready]);
}
