import { describe, expect, it } from 'vitest';

import { makeDesign } from '@/test/make-design';

import { copyOf, renewed } from './clipboard';
import { compared } from './comparing';
import { asGroup, fromGroup, withOperator } from './conditions';
import { graphOf, readDesign } from './design';
import { differences } from './differences';
import { changeStep, remove } from './drawing';
import { readDuration, toIso, writeDuration } from './durations';
import { stepRef } from './elements';
import { marksOf } from './marks';
import { shareOf } from './shares';
import { tidyPlaces } from './tidy';
import { readDetails } from './trial';

const BASE = makeDesign();

describe('a stored graph', () => {
  it('comes back as it was saved, with fields only the service knows', () => {
    const graph = graphOf(BASE);
    const stored = {
      ...graph,
      steps: graph.steps.map((step) => ({ ...step, risk: 'of a newer service' })),
    };

    const again = graphOf(readDesign(BASE.settings, stored));

    expect(again).toEqual(stored);
  });

  it('marks as ends the steps that complete the workflow, not those that reject', () => {
    const ends = graphOf(BASE).steps.filter((step) => step.is_end);

    expect(ends.map(({ key }) => key)).toEqual(['agree']);
  });

  it('gets the way that a step marked as end lacks', () => {
    const design = readDesign(BASE.settings, {
      steps: [{ key: 'only', is_end: true }],
      transitions: [],
    });

    expect(design.ways).toMatchObject([{ from: 'only', to: null, outcome: 'done' }]);
  });
});

describe('a copy', () => {
  it('has keys of its own, keeps its inner ways, and never is a second start', () => {
    const clip = copyOf(BASE, [stepRef('check'), stepRef('agree')]);
    if (!clip) throw new Error('nothing was copied');

    const fresh = renewed(clip);

    const keys = fresh.steps.map(({ key }) => key);
    expect(keys).not.toContain('check');
    expect(fresh.steps.some((step) => step.is_start)).toBe(false);
    expect(fresh.ways.map(({ from, to }) => [from, to])).toEqual([
      [keys[0], keys[1]],
      [keys[1], null],
      [keys[1], null],
    ]);
  });

  it('of steps one of which wants the person of the other keeps that among them', () => {
    const design = changeStep('agree', { policy: 'same_person_as:check' })(BASE);
    const clip = copyOf(design, [stepRef('check'), stepRef('agree')]);
    if (!clip) throw new Error('nothing was copied');

    const { steps } = renewed(clip);

    expect(steps[1]?.policy).toBe(`same_person_as:${steps[0]?.key}`);
  });
});

it('shares the time of the workflow by the weights of the ordinary way', () => {
  expect(BASE.steps.map((step) => shareOf(BASE, step))).toEqual([0.25, 0.75]);
});

it('tidies so that no two steps overlap and ways go to the right', () => {
  const [check, agree] = [...tidyPlaces(BASE).values()];

  expect((agree?.x ?? 0) - (check?.x ?? 0)).toBeGreaterThan(208);
});

it('hangs the end of a way below its step where other ways go on', () => {
  const marks = marksOf(BASE);

  expect(marks.map(({ id, below }) => [id, below])).toEqual([
    ['start', false],
    ['end:yes', false],
    ['end:no', true],
  ]);
});

it('draws what was removed beside what was added', () => {
  const after = remove([stepRef('agree')])(BASE);

  const { design, looks } = compared(BASE, after);

  expect(design.steps.map(({ key }) => key)).toEqual(['check', 'agree']);
  expect(looks.steps.get('agree')).toEqual({ tone: 'removed' });
  expect(looks.ways.get('checked')).toEqual({ tone: 'removed' });
});

it('tells what differs field by field', () => {
  const after = changeStep('check', { name: 'Look', weight: 2 })(BASE);

  expect(differences(BASE, after)).toEqual([
    {
      kind: 'changed',
      element: 'step',
      key: 'check',
      name: 'Look',
      fields: [
        { field: 'weight', before: 1, after: 2 },
        { field: 'name', before: 'Check', after: 'Look' },
      ],
    },
  ]);
});

describe('a condition', () => {
  it('of one comparison is not wrapped into a group', () => {
    const comparison = { field: 'priority', op: 'eq', value: 'high' } as const;

    expect(fromGroup(asGroup(comparison))).toEqual(comparison);
    expect(fromGroup({ joint: 'or', parts: [] })).toBeNull();
  });

  it('takes a list when its operator wants one, and back', () => {
    const listed = withOperator({ field: 'department', op: 'eq', value: 'IT' }, 'in');

    expect(listed.value).toEqual(['IT']);
    expect(withOperator(listed, 'ne').value).toBe('IT');
  });
});

it('reads lengths of time as people write them', () => {
  expect(readDuration('2d 4h')).toBe(187_200);
  expect(readDuration('PT30M')).toBe(1_800);
  expect(readDuration('soon')).toBeNull();
  expect(toIso(187_200)).toBe('P2DT4H');
  expect(writeDuration(187_260)).toBe('2 d 4 h 1 m');
});

it('reads further fields of a made-up ticket line by line', () => {
  expect(readDetails('amount = 300\nwhy=a = b\n\nnonsense')).toEqual({ amount: 300, why: 'a = b' });
});
