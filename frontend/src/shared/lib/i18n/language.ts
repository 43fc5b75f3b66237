const KEY = 'tts-language';

/** The languages there are catalogues for, each under its own name. */
export const languages = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch' },
] as const;

export type Language = (typeof languages)[number]['tag'];
/** What a profile says: a language, or whatever the device speaks. */
export type LanguageChoice = Language | 'system';

function isLanguage(tag: string | null | undefined): tag is Language {
  return languages.some((language) => language.tag === tag);
}

/** The language of this device: what was chosen on it, else what its browser asks for. */
export function deviceLanguage(): Language {
  const chosen = remembered();
  return isLanguage(chosen) ? chosen : browserLanguage(navigator.languages);
}

/** The first of the reader's languages that there is a catalogue for (`de-AT` is German). */
export function browserLanguage(preferred: readonly string[]): Language {
  return preferred.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}

/** The device speaks it from now on, before anybody has signed in; `system` forgets a choice. */
export function rememberLanguage(choice: LanguageChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // A browser that keeps nothing asks the profile, or its own settings, the next time.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
