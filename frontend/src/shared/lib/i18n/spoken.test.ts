import { afterEach, expect, it, vi } from 'vitest';

import { t, tWord } from '.';
import { formatAbsolute, formatDuration, formatRelative } from '../time';
import { browserLanguage, deviceLanguage } from './language';
import { perLanguage, speak, speakChosen } from './spoken';

afterEach(() => speak('en'));

function browserSpeaks(...tags: string[]) {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(tags);
}

it('speaks another language from then on, on the whole page', async () => {
  await speak('de');

  expect(t('nav.inbox')).toBe('Eingang');
  expect(t('error.referenceOf', { id: 'abc' })).toBe('Referenz abc');
  expect(tWord('status', 'in_progress')).toBe('In Bearbeitung');
  expect(document.documentElement.lang).toBe('de');

  await speak('en');

  expect(t('nav.inbox')).toBe('Inbox');
  expect(document.documentElement.lang).toBe('en');
});

it('chooses the plural by the rules of the language', async () => {
  await speak('de');

  expect(t('timeline.folded', { count: 1 })).toBe('1 Systemereignis');
  expect(t('timeline.folded', { count: 0 })).toBe('0 Systemereignisse');
});

it('writes times as the language does', async () => {
  const at = '2026-11-21T15:30:00Z';
  expect(formatAbsolute(at, 'UTC')).toBe('Sat, Nov 21, 2026, 15:30 UTC');

  await speak('de');

  expect(formatAbsolute(at, 'UTC')).toBe('Sa., 21. Nov. 2026, 15:30 UTC');
  expect(formatRelative(at, Date.parse('2026-11-22T16:00:00Z'))).toBe('gestern');
  expect(formatDuration(9 * 60)).toBe('9 min');
});

it('keeps what is built for a language apart from that of another', async () => {
  const percent = perLanguage((tag) => new Intl.NumberFormat(tag, { style: 'percent' }));
  expect(percent().format(0.25)).toBe('25%');

  await speak('de');

  expect(percent().format(0.25)).toBe('25\u00a0%');
  expect(percent()).toBe(percent());
});

it('lets the later of two choices count', async () => {
  const first = speak('de');
  const second = speak('en');
  await Promise.all([first, second]);

  expect(t('nav.inbox')).toBe('Inbox');
});

it('takes the first language of the browser that it knows', () => {
  expect(browserLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(browserLanguage(['en-GB', 'de'])).toBe('en');
  expect(browserLanguage(['fr'])).toBe('en');
});

it('remembers a choice on this device until it is taken back', async () => {
  browserSpeaks('en-US');

  await speakChosen('de');
  expect(deviceLanguage()).toBe('de');

  await speakChosen('system');
  expect(deviceLanguage()).toBe('en');
  expect(t('nav.inbox')).toBe('Inbox');
});
