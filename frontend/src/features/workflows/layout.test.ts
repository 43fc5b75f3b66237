import { expect, it } from 'vitest';

import { END, type Graph } from './graph';
import { arrange } from './layout';

const step = (key: string, is_start = false) => ({
  key,
  name: key,
  role: 'IT Support',
  kind: 'task',
  is_start,
});
const way = (from: string, to: string | null, label: string) => ({
  key: `${from}-${label}`,
  from,
  to,
  label,
  outcome: 'done',
});

const GRAPH: Graph = {
  steps: [step('verify', true), step('approve'), step('grant')],
  transitions: [
    way('verify', 'approve', 'Done'),
    way('approve', 'grant', 'Approve'),
    way('approve', null, 'Reject'),
    way('approve', 'verify', 'Return'),
    way('grant', null, 'Done'),
    way('grant', null, 'Partly'),
  ],
};

it('lays the steps along the way of a ticket', () => {
  const { steps } = arrange(GRAPH, 'LR');
  const inOrder = [...steps].sort((left, right) => left.x - right.x).map(({ key }) => key);

  expect(inOrder).toEqual(['verify', 'approve', 'grant', END]);
});

it('tells the main line from ways past steps and back', () => {
  const kinds = Object.fromEntries(
    arrange(GRAPH, 'LR').ways.map((drawn) => [drawn.label, drawn.kind]),
  );

  expect(kinds).toMatchObject({ Approve: 'next', Reject: 'past', Return: 'back' });
});

it('draws ways that run alike as one', () => {
  const labels = arrange(GRAPH, 'TB').ways.map(({ label }) => label);

  expect(labels).toContain('Done / Partly');
});

it('places an unfinished draft without a start too', () => {
  const { steps } = arrange({ steps: [step('lonely')], transitions: [] }, 'LR');

  expect(steps).toHaveLength(1);
});
