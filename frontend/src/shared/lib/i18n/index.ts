import { en } from './en';

interface Plural {
  one: string;
  other: string;
}

type Leaf = string | Plural;

type PathsOf<T> = {
  [K in keyof T & string]: T[K] extends Leaf ? K : `${K}.${PathsOf<T[K]>}`;
}[keyof T & string];

/** What a further language has to provide: every message of the English catalogue. */
export type Catalogue = typeof en;
export type MessageKey = PathsOf<Catalogue>;
export type MessageValues = Record<string, string | number>;

export const locale = 'en';
/** The languages there are catalogues for, each under its own name. */
export const languages = [{ tag: 'en', name: 'English' }] as const;
const catalogue: Catalogue = en;
const pluralRules = new Intl.PluralRules(locale);

function lookUp(key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (node, part) => (node as Record<string, unknown> | undefined)?.[part],
      catalogue,
    );
}

function isPlural(message: unknown): message is Plural {
  return typeof message === 'object' && message !== null && 'other' in message;
}

function choose(message: unknown, values: MessageValues): string | undefined {
  if (typeof message === 'string') return message;
  if (!isPlural(message)) return undefined;
  return pluralRules.select(Number(values.count)) === 'one' ? message.one : message.other;
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
