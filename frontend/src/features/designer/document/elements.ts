/** What can be selected and have a problem: `workflow`, `step:<key>` or `transition:<key>`. */
export type ElementRef = string;

export const WORKFLOW: ElementRef = 'workflow';
const STEP = 'step:';
const WAY = 'transition:';

export function stepRef(key: string): ElementRef {
  return STEP + key;
}

export function wayRef(key: string): ElementRef {
  return WAY + key;
}

export function stepKeyOf(element: ElementRef): string | null {
  return element.startsWith(STEP) ? element.slice(STEP.length) : null;
}

export function wayKeyOf(element: ElementRef): string | null {
  return element.startsWith(WAY) ? element.slice(WAY.length) : null;
}
