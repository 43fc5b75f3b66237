import { ApiError } from './api-error';

/** What a refusal says about one field of the request, as a sentence; undefined for nothing. */
export function problemOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const problems = error.details.filter((problem) => problem.field === field);
  return problems.map(({ message }) => asSentence(message)).join(' ') || undefined;
}

/** `is taken` -> `Is taken.` */
export function asSentence(text: string): string {
  const stop = /[.!?]$/.test(text) ? '' : '.';
  return text.charAt(0).toUpperCase() + text.slice(1) + stop;
}
