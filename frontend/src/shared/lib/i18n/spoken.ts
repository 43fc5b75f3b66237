import { useSyncExternalStore } from 'react';

import type { Translation } from './catalogue';
import type { catalogue as en } from './en';
import { deviceLanguage, rememberLanguage, type Language, type LanguageChoice } from './language';
import type { ServerWords } from './server-words';

/** Every message of the English catalogue. */
export type Catalogue = Translation<typeof en>;

interface Texts {
  /** Empty until somebody speaks. */
  catalogue: Partial<Catalogue>;
  /** Nothing for English: that is what the services speak. */
  server?: ServerWords;
}

interface Spoken extends Texts {
  tag: Language;
  plurals: Intl.PluralRules;
}

// Fetched when somebody speaks them: nobody loads two languages to read one.
const catalogues: Record<Language, () => Promise<Texts>> = {
  en: () => import('./en'),
  de: () => import('./de'),
};
const listeners = new Set<() => void>();
let spoken: Spoken = { tag: 'en', catalogue: {}, plurals: new Intl.PluralRules('en') };
let wanted: Language = 'en';

export function nowSpoken(): Spoken {
  return spoken;
}

/** The tag that dates and numbers are written by. */
export function locale(): Language {
  return spoken.tag;
}

/** Show everything in `tag`, as soon as its catalogue is there; rejects where it cannot be had. */
export async function speak(tag: Language): Promise<void> {
  wanted = tag;
  const texts = await catalogues[tag]();
  // Of two choices in a row the later one counts, whichever catalogue is there first.
  if (wanted !== tag) return;
  spoken = { ...texts, tag, plurals: new Intl.PluralRules(tag) };
  document.documentElement.lang = tag;
  for (const listener of listeners) listener();
}

/** Speak what a person chose, here and the next time on this device. */
export async function speakChosen(choice: LanguageChoice): Promise<void> {
  rememberLanguage(choice);
  await speak(deviceLanguage());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language that is spoken; whoever uses it is shown anew when that changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, locale);
}

/** What `make` builds for the language that is spoken, built once for each. */
export function perLanguage<T>(make: (tag: Language) => T): () => T {
  const made = new Map<Language, T>();
  return () => {
    const known = made.get(spoken.tag) ?? make(spoken.tag);
    made.set(spoken.tag, known);
    return known;
  };
}
