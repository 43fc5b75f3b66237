import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';

import { useSteadyList } from './use-steady-list';

function follow(first: string[] | undefined) {
  return renderHook(({ rows, scope }) => useSteadyList(scope, rows, (row) => row), {
    initialProps: { rows: first, scope: 'mine' },
  });
}

it('shows the first rows as they come', () => {
  const { result } = follow(['a', 'b']);

  expect(result.current.rows.map(({ row }) => row)).toEqual(['a', 'b']);
});

it('keeps new rows back until they are asked for', () => {
  const { result, rerender } = follow(['a', 'b']);

  rerender({ rows: ['new', 'a', 'b'], scope: 'mine' });
  expect(result.current.rows.map(({ row }) => row)).toEqual(['a', 'b']);
  expect(result.current.waiting).toBe(1);

  act(() => result.current.show());
  expect(result.current.rows.map(({ row }) => row)).toEqual(['new', 'a', 'b']);
  expect(result.current.waiting).toBe(0);
});

it('keeps a row that left in its place and marks it', () => {
  const { result, rerender } = follow(['a', 'b']);

  rerender({ rows: ['b'], scope: 'mine' });

  expect(result.current.rows).toEqual([
    { row: 'a', gone: true },
    { row: 'b', gone: false },
  ]);
});

it('does not move rows whose order changed', () => {
  const { result, rerender } = follow(['a', 'b']);

  rerender({ rows: ['b', 'a'], scope: 'mine' });

  expect(result.current.rows.map(({ row }) => row)).toEqual(['a', 'b']);
});

it('starts afresh in another view', () => {
  const { result, rerender } = follow(['a', 'b']);

  rerender({ rows: ['c'], scope: 'all' });

  expect(result.current.rows).toEqual([{ row: 'c', gone: false }]);
});

it('fills an empty list by itself', () => {
  const { result, rerender } = follow([]);

  rerender({ rows: ['a'], scope: 'mine' });

  expect(result.current.rows).toEqual([{ row: 'a', gone: false }]);
});
