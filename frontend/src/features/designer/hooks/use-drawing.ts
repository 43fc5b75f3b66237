import { useMemo } from 'react';

import { t } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';

import { copyOf, paste, refsOf, renewed, type Clip } from '../document/clipboard';
import {
  blankStep,
  stepOf,
  waysFrom,
  type Design,
  type Place,
  type Step,
} from '../document/design';
import {
  addStep,
  connect,
  freePlace,
  freshKey,
  inOrder,
  makeStart,
  moveSteps,
  placeAfter,
  remove,
} from '../document/drawing';
import { stepKeyOf, stepRef, wayRef, type ElementRef } from '../document/elements';
import { isKind, type Piece } from '../components/pieces';
import { useDesigner } from './designer-context';

// Of this window, so that steps can be carried from one workflow to another.
let clip: Clip | null = null;

const VERDICTS = ['approve', 'reject'] as const;

/** Words and outcome a new way starts out with: an approval first needs a yes and a no. */
function firstLabel(design: Design, from: string) {
  const used = waysFrom(design, from).map(({ outcome }) => outcome);
  const verdict =
    stepOf(design, from)?.kind === 'approval' && VERDICTS.find((each) => !used.includes(each));
  const outcome = verdict || 'done';
  return { label: t(`designer.outcome.${outcome}`), outcome };
}

/** What people do to the drawing, from the canvas, the palette, the outline or a key. */
export function useDrawing() {
  const { act, editing, select } = useDesigner();
  const { design, selection } = editing;

  return useMemo(() => {
    function newStep(piece: Piece, position: Place): Step {
      const kind = isKind(piece) ? piece : 'task';
      const name = t(`designer.newStep.${kind}`);
      const isStart = piece === 'start' || design.steps.length === 0;
      return blankStep({ key: freshKey(kind), name, kind, position, is_start: isStart });
    }

    function lead(from: string, to: string | null) {
      const way = { key: freshKey('way'), from, to, ...firstLabel(design, from) };
      act(t('designer.did.connect'), connect(way), { select: [wayRef(way.key)] });
    }

    /** Put a piece on the canvas, or a sign on the step it is dropped on. */
    function add(piece: Piece, position?: Place, onto?: string) {
      if (onto && piece === 'end') return lead(onto, null);
      if (onto && piece === 'start') return act(t('designer.did.start'), makeStart(onto));
      const step = newStep(piece, position ?? freePlace(design));
      const ways =
        piece === 'end'
          ? [
              connect({
                key: freshKey('way'),
                from: step.key,
                to: null,
                label: t('designer.outcome.complete'),
              }),
            ]
          : [];
      act(t('designer.did.add'), inOrder(addStep(step), ...ways), { select: [stepRef(step.key)] });
    }

    function addAfter(from: string, piece: Piece, position?: Place) {
      if (piece === 'end') return lead(from, null);
      if (piece === 'start') return;
      const step = newStep(piece, position ?? placeAfter(design, from));
      const way = { key: freshKey('way'), from, to: step.key, ...firstLabel(design, from) };
      act(t('designer.did.add'), inOrder(addStep(step), connect(way)), {
        select: [stepRef(step.key)],
      });
    }

    function removeAll(elements: readonly ElementRef[] = selection) {
      if (elements.length > 0) act(t('designer.did.remove'), remove(elements), { select: [] });
    }

    function copy() {
      clip = copyOf(design, selection) ?? clip;
    }

    function pasteClip(source = clip, shift?: Place) {
      if (!source) return;
      const fresh = renewed(source, shift);
      // Pasted again, the next copy lies beside this one.
      clip = fresh;
      act(t('designer.did.paste'), paste(fresh), { select: refsOf(fresh) });
    }

    /** What lays a drawing out is large and seldom asked for, so it comes when it is. */
    async function tidy() {
      const { tidyPlaces } = await import('../document/tidy');
      act(t('designer.did.tidy'), (drawn) => moveSteps(tidyPlaces(drawn))(drawn));
    }

    return {
      add,
      addAfter,
      lead,
      removeAll,
      copy,
      cut: () => {
        copy();
        removeAll();
      },
      paste: () => pasteClip(),
      duplicate: () => pasteClip(copyOf(design, selection)),
      selectAll: () => select(design.steps.map(({ key }) => stepRef(key))),
      tidy: () => void tidy().catch(showFailure),
      move: (places: ReadonlyMap<string, Place>, group?: string) =>
        act(t('designer.did.move'), moveSteps(places), { group }),
      selectedStep: selection.length === 1 ? stepKeyOf(selection[0] ?? '') : null,
    };
  }, [act, design, select, selection]);
}
