import { nowSpoken } from './spoken';

/** The words of a service about one element of a workflow. */
interface Problem {
  code: string;
  message: string;
  how_to_fix: string;
}

/**
 * What the services say in English, in another language: by code, as far as there are codes.
 * `{1}` and `{2}` of a problem are the names that the English words quote, `{case}` the ticket
 * they give as an example.
 */
export interface ServerWords {
  refusals: Readonly<Record<string, string>>;
  problems: Readonly<Record<string, readonly [message: string, howToFix: string]>>;
}

type Values = Record<string, string | undefined>;

/** A refusal in the reader's language; where its code says too little, as the service put it. */
export function refusalOf(code: string, words: string): string {
  return nowSpoken().server?.refusals[code] ?? words;
}

/** A problem in the reader's language; one that this page does not know, as the service put it. */
export function problemInWords<P extends Problem>(problem: P): P {
  const known = nowSpoken().server?.problems[problem.code];
  if (!known) return problem;
  const values = valuesOf(problem.message);
  const [message, howToFix] = known.map((text) => filled(text, values));
  return message && howToFix ? { ...problem, message, how_to_fix: howToFix } : problem;
}

/** Nothing where a name is missing: the service has changed its words. */
function filled(text: string, values: Values): string | undefined {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  if (names.some((name) => values[name] === undefined)) return undefined;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

function valuesOf(message: string): Values {
  const [words = '', example] = message.split(/ when (.*)/s);
  const quoted = [...words.matchAll(/'([^']*)'|"([^"]*)"/g)];
  const [first, second] = quoted.map((match) => match[1] ?? match[2]);
  return { '1': first, '2': second, case: example ? ` (${example})` : '' };
}
