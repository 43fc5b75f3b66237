import {
  ReactFlowProvider,
  useReactFlow,
  type EdgeChange,
  type NodeChange,
  type OnConnect,
  type OnConnectEnd,
} from '@xyflow/react';
import { useCallback, useEffect, useRef, useState, type DragEvent } from 'react';

import { useDesigner } from '../hooks/designer-context';
import { useDrawing } from '../hooks/use-drawing';
import { STEP_SIZE, type Place } from '../document/design';
import { GRID, onGrid } from '../document/grid';
import { stepKeyOf, stepRef, wayKeyOf, wayRef, type ElementRef } from '../document/elements';
import type { Looks } from '../document/looks';
import { AddMenu, type AddingAt } from './add-menu';
import { Drawing, Overview } from './drawing';
import type { DrawnEdge } from './drawn-edges';
import type { DrawnNode } from './drawn-nodes';
import { droppedPiece } from './palette';

// The same objects each time: a new one is news to all parts of the drawing, at every movement.
const SNAP: [number, number] = [GRID, GRID];
const SEVERAL = ['Shift', 'Control', 'Meta'];
const END_MARK = 'end:';

function refOf(id: string): ElementRef {
  return id.startsWith(END_MARK) ? wayRef(id.slice(END_MARK.length)) : stepRef(id);
}

/** The step under the pointer, if there is one. */
function stepUnder(event: Pick<Event, 'target'>): string | undefined {
  const node = (event.target as Element | null)?.closest<HTMLElement>('.react-flow__node-step');
  return node?.dataset.id;
}

interface CanvasProps {
  looks: Looks;
  /** The element to bring into view; a new object each time. */
  shown: { element: ElementRef } | null;
}

export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Board {...props} />
    </ReactFlowProvider>
  );
}

function Board({ looks, shown }: CanvasProps) {
  const { editing, mark, readOnly } = useDesigner();
  const { design, selection } = editing;
  const drawing = useDrawing();
  const flow = useReactFlow();
  const [dragged, setDragged] = useState<ReadonlyMap<string, Place> | null>(null);
  const byMouse = useRef(false);
  const [adding, setAdding] = useState<AddingAt | null>(null);
  useShown(shown);

  const onNodesChange = useCallback(
    (changes: NodeChange<DrawnNode>[]) => {
      tellSelection(changes, refOf, mark);
      const moves = changes.filter((change) => change.type === 'position');
      const places = new Map(
        moves.flatMap(({ id, position }) => (position ? [[id, position]] : [])),
      );
      if (places.size === 0) return;
      if (moves.some(({ dragging }) => dragging)) {
        byMouse.current = true;
        return setDragged(places);
      }
      setDragged(null);
      const moved = [...places].filter(([key, { x, y }]) => {
        const step = design.steps.find((each) => each.key === key);
        return step && (step.position.x !== x || step.position.y !== y);
      });
      if (moved.length > 0) drawing.move(new Map(moved), byMouse.current ? undefined : 'nudge');
      byMouse.current = false;
    },
    [design, drawing, mark],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<DrawnEdge>[]) => tellSelection(changes, wayRef, mark),
    [mark],
  );

  const onConnectEnd = useCallback<OnConnectEnd>(
    (event, { fromNode, isValid }) => {
      if (!fromNode || isValid) return;
      const onto = stepUnder(event);
      if (onto) return drawing.lead(fromNode.id, onto);
      const { x, y } = pointOf(event);
      setAdding({
        from: fromNode.id,
        screen: { x, y },
        place: flow.screenToFlowPosition({ x, y }),
      });
    },
    [drawing, flow],
  );

  const onConnect = useCallback<OnConnect>(
    ({ source, target }) => drawing.lead(source, target),
    [drawing],
  );

  function onDrop(event: DragEvent) {
    const piece = droppedPiece(event);
    if (!piece) return;
    event.preventDefault();
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const place = { x: at.x - STEP_SIZE.width / 2, y: at.y - STEP_SIZE.height / 2 };
    drawing.add(piece, { x: onGrid(place.x), y: onGrid(place.y) }, stepUnder(event.nativeEvent));
  }

  return (
    <>
      <Drawing
        design={design}
        selection={selection}
        looks={looks}
        editable={!readOnly}
        dragged={dragged}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onDragOver={(event) => event.preventDefault()}
        onDrop={onDrop}
        snapToGrid
        snapGrid={SNAP}
        connectionRadius={28}
        selectNodesOnDrag={false}
        multiSelectionKeyCode={SEVERAL}
        onlyRenderVisibleElements={false}
      >
        <Overview steps={design.steps.length} />
      </Drawing>
      {adding && <AddMenu at={adding} onClose={() => setAdding(null)} />}
    </>
  );
}

function pointOf(event: MouseEvent | TouchEvent): Place {
  const { clientX: x = 0, clientY: y = 0 } =
    'changedTouches' in event ? (event.changedTouches[0] ?? {}) : event;
  return { x, y };
}

function tellSelection(
  changes: (NodeChange<DrawnNode> | EdgeChange<DrawnEdge>)[],
  toRef: (id: string) => ElementRef,
  mark: (chosen: ElementRef[], dropped: ElementRef[]) => void,
) {
  const chosen = changes.filter((change) => change.type === 'select');
  if (chosen.length === 0) return;
  const refs = (selected: boolean) =>
    chosen.filter((change) => change.selected === selected).map(({ id }) => toRef(id));
  mark(refs(true), refs(false));
}

/** Bring an element into the middle when somebody asks for it elsewhere. */
function useShown(shown: CanvasProps['shown']) {
  const { editing } = useDesigner();
  const { fitView } = useReactFlow();
  const { ways } = editing.design;
  useEffect(() => {
    if (!shown) return;
    const way = ways.find(({ key }) => key === wayKeyOf(shown.element));
    const keys = way ? [way.from, ...(way.to ? [way.to] : [])] : [stepKeyOf(shown.element)];
    const nodes = keys.flatMap((id) => (id ? [{ id }] : []));
    if (nodes.length > 0) void fitView({ nodes, duration: 200, maxZoom: 1, padding: 0.4 });
    // Only a new wish moves the view, not an edit made afterwards.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shown]);
}
