import { afterEach, expect, it } from 'vitest';

import { problemInWords, refusalOf } from './server-words';
import { speak } from './spoken';

const STUCK = {
  code: 'condition_gap',
  message: "Step 'Approve' is stuck when amount is 5",
  how_to_fix: 'Make one transition the default',
};

afterEach(() => speak('en'));

it('leaves the words of the services alone in English', () => {
  expect(refusalOf('THROTTLED', 'Slow down')).toBe('Slow down');
  expect(problemInWords(STUCK)).toBe(STUCK);
});

it('says a refusal by its code, and what the code alone does not say as it came', async () => {
  await speak('de');

  expect(refusalOf('RESOURCE_NOT_FOUND', 'No ticket 7')).toMatch(/^Das gibt es nicht/);
  expect(refusalOf('CONFLICT', 'Ticket 7 is closed')).toBe('Ticket 7 is closed');
});

it('says a problem of a workflow with the names that it is about', async () => {
  await speak('de');

  const problem = problemInWords(STUCK);

  expect(problem.message).toBe('Schritt „Approve“ lässt manche Tickets nicht weiter (amount is 5)');
  expect(problem.how_to_fix).toMatch(/^Machen Sie/);
  expect(problem.code).toBe('condition_gap');
});

it('keeps the names of problems apart', async () => {
  await speak('de');
  const unknown = `Transition "Ana's way" is for an unknown role 'Boss'`;

  expect(problemInWords({ ...STUCK, code: 'role_unknown', message: unknown }).message).toBe(
    "„Ana's way“ nennt die unbekannte Rolle „Boss“",
  );
});

it('leaves a problem in English when its words are not those it knows', async () => {
  await speak('de');
  const nameless = { ...STUCK, message: 'Something is stuck' };
  const newer = { ...STUCK, code: 'not_known_here' };

  expect(problemInWords(nameless)).toBe(nameless);
  expect(problemInWords(newer)).toBe(newer);
});
