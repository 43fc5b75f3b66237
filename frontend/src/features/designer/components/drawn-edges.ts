import { MarkerType, type Edge } from '@xyflow/react';

import { t } from '@/shared/lib/i18n';

import { STEP_SIZE, type Design, type Step, type Way } from '../document/design';
import { wayRef, type ElementRef } from '../document/elements';
import type { Looks, WayLook } from '../document/looks';
import { marksOf } from '../document/marks';
import type { Kept } from './kept';

export interface WayData extends Record<string, unknown> {
  way: Way;
  look?: WayLook;
  /** Its place among the ways between the same two steps. */
  nth: number;
}

export type DrawnEdge = Edge<WayData, 'way'>;

/** The sides by which a way leaves and arrives. */
export type Course = 'next' | 'back' | 'down';

const ARROW = { type: MarkerType.ArrowClosed, width: 16, height: 16 };

function courseOf(from: Step, to: Step): Course {
  return to.position.x >= from.position.x + STEP_SIZE.width * 0.6 ? 'next' : 'back';
}

interface Ends {
  target: string;
  course: Course;
}

/** Where ways to the end of the workflow arrive. */
function endsOf(design: Design): Map<string, Ends> {
  return new Map(
    marksOf(design).flatMap(({ id, way, below }) =>
      way === null ? [] : [[way, { target: id, course: below ? 'down' : 'next' }] as const],
    ),
  );
}

/** The edges of a drawing; those that did not change are the same objects as before. */
export function drawnEdges(
  kept: Kept<DrawnEdge>,
  design: Design,
  selection: readonly ElementRef[],
  looks: Looks,
): DrawnEdge[] {
  const selected = new Set(selection);
  const steps = new Map(design.steps.map((step) => [step.key, step]));
  const toEnd = endsOf(design);
  const counted = new Map<string, number>();
  const drawn = design.ways.flatMap((way) => {
    const [from, to] = [steps.get(way.from), way.to === null ? undefined : steps.get(way.to)];
    const ends = from && to ? { target: to.key, course: courseOf(from, to) } : toEnd.get(way.key);
    if (!from || !ends) return [];
    const between = `${way.from} ${ends.target}`;
    const nth = counted.get(between) ?? 0;
    counted.set(between, nth + 1);
    const look = looks.ways.get(way.key);
    return [edgeEntry(way, look, nth, ends, selected.has(wayRef(way.key)))];
  });
  return kept.renew([...drawn, ...startEdge(design)]);
}

function edgeEntry(
  way: Way,
  look: WayLook | undefined,
  nth: number,
  ends: Ends,
  selected: boolean,
) {
  const { target, course } = ends;
  return {
    id: way.key,
    parts: [way, look, nth, target, course, selected],
    make: (): DrawnEdge => ({
      id: way.key,
      type: 'way',
      source: way.from,
      target,
      sourceHandle: course,
      targetHandle: course,
      selected,
      data: { way, look, nth },
      markerEnd: ARROW,
      focusable: false,
      ariaLabel: way.label,
    }),
  };
}

function startEdge(design: Design) {
  const start = design.steps.find(({ is_start: isStart }) => isStart);
  if (!start) return [];
  return [
    {
      id: 'start',
      parts: [start.key],
      make: (): DrawnEdge => ({
        id: 'start',
        type: 'way',
        source: 'start',
        target: start.key,
        sourceHandle: 'next',
        targetHandle: 'next',
        selectable: false,
        focusable: false,
        markerEnd: ARROW,
        ariaLabel: t('designer.startsHere'),
      }),
    },
  ];
}
