import type { PathsOf, Plural } from './catalogue';
import type { catalogue as en } from './en';
import { nowSpoken } from './spoken';

export { languages, type Language, type LanguageChoice } from './language';
export { locale, perLanguage } from './spoken';

export type MessageKey = PathsOf<typeof en>;
export type MessageValues = Record<string, string | number>;

function lookUp(key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (node, part) => (node as Record<string, unknown> | undefined)?.[part],
      nowSpoken().catalogue,
    );
}

function isPlural(message: unknown): message is Plural {
  return typeof message === 'object' && message !== null && 'other' in message;
}

function choose(message: unknown, values: MessageValues): string | undefined {
  if (typeof message === 'string') return message;
  if (!isPlural(message)) return undefined;
  const form = nowSpoken().plurals.select(Number(values.count));
  return form === 'one' ? message.one : message.other;
}

/** The message behind `key` with its {placeholders} filled; plurals follow `values.count`. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  const message = choose(lookUp(key), values) ?? key;
  return message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/**
 * The message for a word the server sent. A newer service may know words this page does not:
 * such a word is only made readable.
 */
export function tWord(group: string, word: string): string {
  const message = lookUp(`${group}.${word}`);
  return typeof message === 'string' ? message : readable(word);
}

/** `pending_external` -> `Pending external`. */
export function readable(word: string): string {
  const spaced = word.replaceAll(/[_-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
