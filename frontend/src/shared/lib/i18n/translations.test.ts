import { expect, it } from 'vitest';

import { catalogue as de } from './de';
import { catalogue as en } from './en';

type Node = string | { [key: string]: Node };

/** `[dotted key, message]` of everything below `node`. */
function messagesOf(node: Node, path: string[] = []): [string, string][] {
  if (typeof node === 'string') return [[path.join('.'), node]];
  return Object.entries(node).flatMap(([key, child]) => messagesOf(child, [...path, key]));
}

function placeholdersOf(message: string): string[] {
  return [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
}

const english = new Map(messagesOf(en));
const translated = new Map(messagesOf(de));

it('says everything in German that is said in English, and nothing else', () => {
  expect([...english.keys()].filter((key) => !translated.has(key))).toEqual([]);
  expect([...translated.keys()].filter((key) => !english.has(key))).toEqual([]);
});

it('fills the same placeholders in German', () => {
  const differing = [...translated].filter(([key, message]) => {
    const same = String(placeholdersOf(english.get(key) ?? '')) === String(placeholdersOf(message));
    // Of one thing the number may be left out or spelt out.
    return !same && !(key.endsWith('.one') && !message.includes('{'));
  });

  expect(differing).toEqual([]);
});

it('leaves no message empty', () => {
  expect([...translated].filter(([, message]) => message.trim() === '')).toEqual([]);
});
