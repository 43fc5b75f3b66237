import type { Node } from '@xyflow/react';

import { t } from '@/shared/lib/i18n';

import { STEP_SIZE, type Design, type Place, type Step } from '../document/design';
import { stepRef, wayRef, type ElementRef } from '../document/elements';
import type { Looks, StepLook } from '../document/looks';
import { MARK_SIZE, markPlace, marksOf, type Mark } from '../document/marks';
import type { Kept } from './kept';

export type StepNodeType = Node<{ step: Step; look?: StepLook; editable: boolean }, 'step'>;
export type MarkNodeType = Node<{ mark: Mark }, 'mark'>;
export type DrawnNode = StepNodeType | MarkNodeType;

interface Sight {
  design: Design;
  selection: readonly ElementRef[];
  looks: Looks;
  editable: boolean;
  /** Where steps are while they are being dragged. */
  dragged: ReadonlyMap<string, Place> | null;
}

/** The nodes of a drawing; those that did not change are the same objects as before. */
export function drawnNodes(kept: Kept<DrawnNode>, sight: Sight): DrawnNode[] {
  const selected = new Set(sight.selection);
  const known = new Set(sight.design.steps.map(({ key }) => key));
  return kept.renew([
    ...sight.design.steps.map((step) => stepEntry(step, sight, selected.has(stepRef(step.key)))),
    ...marksOf(sight.design)
      .filter(({ step }) => known.has(step))
      .map((mark) => markEntry(mark, mark.way !== null && selected.has(wayRef(mark.way)))),
  ]);
}

function stepEntry(step: Step, { looks, editable, dragged }: Sight, selected: boolean) {
  const position = dragged?.get(step.key) ?? step.position;
  const look = looks.steps.get(step.key);
  return {
    id: step.key,
    parts: [step, look, editable, selected, position],
    make: (): DrawnNode => ({
      id: step.key,
      type: 'step',
      position,
      selected,
      data: { step, look, editable },
      ...STEP_SIZE,
      measured: STEP_SIZE,
      ariaLabel: t('designer.stepNode', {
        step: step.name,
        kind: t(`designer.kind.${step.kind}`),
        role: step.role || t('designer.noRole'),
      }),
    }),
  };
}

function markEntry(mark: Mark, selected: boolean) {
  const { x, y } = markPlace(mark);
  return {
    id: mark.id,
    parts: [mark.kind, mark.step, mark.rejects, x, y, selected],
    make: (): DrawnNode => ({
      id: mark.id,
      type: 'mark',
      parentId: mark.step,
      position: { x, y },
      selected,
      selectable: mark.way !== null,
      draggable: false,
      connectable: false,
      focusable: false,
      data: { mark },
      ...MARK_SIZE,
      measured: MARK_SIZE,
    }),
  };
}
