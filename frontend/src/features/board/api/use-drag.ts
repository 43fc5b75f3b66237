import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState } from 'react';

import type { Card, Person } from '../board';

interface Dragged {
  card: Card;
  from: Person | null;
}

const KEY = 'board-card';

function draggedIn(data: Record<string | symbol, unknown>): Dragged | null {
  return (data[KEY] as Dragged | undefined) ?? null;
}

/** Lets a card be dragged; the ref is for its element. */
export function useCardDrag(dragged: Dragged, onBusy: (busy: boolean) => void) {
  const ref = useRef<HTMLLIElement>(null);
  const latest = useRef({ dragged, onBusy });
  useEffect(() => {
    latest.current = { dragged, onBusy };
  });

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    return draggable({
      element,
      canDrag: () => latest.current.dragged.card.may_transfer,
      getInitialData: () => ({ [KEY]: latest.current.dragged }),
      onDragStart: () => latest.current.onBusy(true),
      onDrop: () => latest.current.onBusy(false),
    });
  }, []);
  return ref;
}

/** A place where cards of others can be dropped; `over` while one hovers above it. */
export function useCardDrop(owner: Person, onDrop: (dragged: Dragged) => void) {
  const ref = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const latest = useRef({ owner, onDrop });
  useEffect(() => {
    latest.current = { owner, onDrop };
  });

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => {
        const dragged = draggedIn(source.data);
        return dragged !== null && dragged.from?.userId !== latest.current.owner.userId;
      },
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        const dragged = draggedIn(source.data);
        if (dragged) latest.current.onDrop(dragged);
      },
    });
  }, []);
  return { ref, over };
}
