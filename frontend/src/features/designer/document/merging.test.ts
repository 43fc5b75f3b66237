import { expect, it } from 'vitest';

import { makeDesign } from '@/test/make-design';

import {
  addStep,
  changeSettings,
  changeStep,
  connect,
  inOrder,
  makeStart,
  remove,
} from './drawing';
import { stepRef, WORKFLOW } from './elements';
import { merge } from './merging';

const BASE = makeDesign();

it('keeps the changes of both when they touch different elements', () => {
  const mine = changeStep('check', { name: 'Mine' })(BASE);
  const theirs = inOrder(
    changeStep('agree', { role: 'Theirs' }),
    addStep({ key: 'new', name: 'New' }),
  )(BASE);

  const { design, conflicts } = merge(BASE, mine, theirs);

  expect(conflicts).toEqual([]);
  expect(design.steps.map(({ name, role }) => `${name} ${role}`)).toEqual([
    'Mine IT Support',
    'Agree Theirs',
    'New ',
  ]);
});

it('keeps both when they touch different fields of one step', () => {
  const mine = changeStep('check', { name: 'Mine' })(BASE);
  const theirs = changeStep('check', { weight: 7 })(BASE);

  const { design, conflicts } = merge(BASE, mine, theirs);

  expect(conflicts).toEqual([]);
  expect(design.steps[0]).toMatchObject({ name: 'Mine', weight: 7 });
});

it('names what both have changed', () => {
  const mine = inOrder(changeStep('check', { name: 'A' }), changeSettings({ name: 'A' }))(BASE);
  const theirs = inOrder(changeStep('check', { name: 'B' }), changeSettings({ name: 'B' }))(BASE);

  expect(merge(BASE, mine, theirs).conflicts).toEqual([WORKFLOW, stepRef('check')]);
});

it('names a step that one changed and the other removed', () => {
  const mine = changeStep('agree', { name: 'Still here' })(BASE);
  const theirs = remove([stepRef('agree')])(BASE);

  expect(merge(BASE, mine, theirs).conflicts).toContain(stepRef('agree'));
});

it('drops a way to a step that the other removed', () => {
  const mine = connect({ key: 'again', from: 'check', to: 'agree' })(BASE);
  const theirs = remove([stepRef('agree')])(BASE);

  const { design } = merge(BASE, mine, theirs);

  expect(design.steps.map(({ key }) => key)).toEqual(['check']);
  expect(design.ways).toEqual([]);
});

it('does not quarrel about where a step stands', () => {
  const mine = changeStep('check', { position: { x: 20, y: 0 } })(BASE);
  const theirs = changeStep('check', { position: { x: 40, y: 0 } })(BASE);

  const { design, conflicts } = merge(BASE, mine, theirs);

  expect(conflicts).toEqual([]);
  expect(design.steps[0]?.position).toEqual({ x: 20, y: 0 });
});

it('ends with one start when only one side moved it', () => {
  const theirs = makeStart('agree')(BASE);

  const { design } = merge(BASE, changeStep('check', { name: 'Mine' })(BASE), theirs);

  expect(design.steps.filter((step) => step.is_start).map(({ key }) => key)).toEqual(['agree']);
});
