import type { KeyboardEvent } from 'react';

const SLASH = '/';

/** Whether the key is a slash at the beginning of a line. */
export function asksForMacros(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const { selectionStart: at, value } = event.currentTarget;
  if (event.key !== SLASH || event.ctrlKey || event.metaKey || event.altKey) return false;
  return at === 0 || value[at - 1] === '\n';
}

/** The text without the slash that asked for a macro, unless something was written behind it. */
export function withoutSlash(text: string, at: number | null): string {
  if (at === null || text[at] !== SLASH) return text;
  const next = text[at + 1];
  return next === undefined || next === '\n' ? text.slice(0, at) + text.slice(at + 1) : text;
}

/** What a macro brought, behind what a person has written. */
export function behind(written: string, brought: string): string {
  if (!brought) return written;
  const before = written.trimEnd();
  return before ? `${before}\n\n${brought}` : brought;
}
