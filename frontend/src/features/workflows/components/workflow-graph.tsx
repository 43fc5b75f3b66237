import '@xyflow/react/dist/style.css';

import { useComputedColorScheme } from '@mantine/core';
import { Background, Controls, MarkerType, ReactFlow, type Edge, type Node } from '@xyflow/react';
import { useMemo } from 'react';

import { t } from '@/shared/lib/i18n';
import { graphLabels } from '@/shared/ui/graph-labels';

import { END_SIZE, STEP_SIZE, type Graph } from '../graph';
import { arrange, type Arrangement, type DrawnWay, type Direction } from '../layout';
import { EndNode, StepNode, type StepState } from './graph-nodes';
import { GraphOutline } from './graph-outline';
import classes from './workflow-graph.module.css';

interface WorkflowGraphProps {
  graph: Graph;
  /** Where a task stands, and where it has been. */
  current?: string | null;
  done?: string[];
  direction?: Direction;
}

const NODE_TYPES = { step: StepNode, end: EndNode };
const DETOUR = { first: 28, further: 16 };

function stateOf(key: string, current: string | null | undefined, done: string[]): StepState {
  if (key === current) return 'current';
  return done.includes(key) ? 'done' : 'plain';
}

function nodesOf(
  { steps }: Arrangement,
  { graph, current, done = [], direction = 'LR' }: WorkflowGraphProps,
): Node[] {
  const known = new Map(graph.steps.map((step) => [step.key, step]));
  return steps.map(({ key, x, y }) => {
    const step = known.get(key);
    return {
      id: key,
      position: { x, y },
      type: step ? 'step' : 'end',
      data: step ? { step, state: stateOf(key, current, done), direction } : { direction },
      ...(step ? STEP_SIZE : END_SIZE),
    };
  });
}

/** Ways past steps and back run beside the main line, each a little further out. */
function edgeOf(way: DrawnWay, detours: DrawnWay[]): Edge {
  const place = detours.filter(({ kind }) => kind === way.kind).indexOf(way);
  return {
    id: way.key,
    source: way.from,
    target: way.to,
    sourceHandle: way.kind,
    targetHandle: way.kind,
    label: way.label,
    type: 'smoothstep',
    pathOptions: { borderRadius: 12, offset: DETOUR.first + DETOUR.further * Math.max(0, place) },
    className: way.kind === 'back' ? classes.back : undefined,
    markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 },
    focusable: false,
  } as Edge;
}

/** A workflow as a drawing to look at, with an outline in words for those who do not see it. */
export function WorkflowGraph(props: WorkflowGraphProps) {
  const { graph, current, done, direction = 'LR' } = props;
  const colorScheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const drawing = useMemo(() => arrange(graph, direction), [graph, direction]);
  const nodes = useMemo(
    () => nodesOf(drawing, { graph, current, done, direction }),
    [drawing, graph, current, done, direction],
  );
  const edges = useMemo(() => drawing.ways.map((way) => edgeOf(way, drawing.ways)), [drawing]);

  return (
    <div className={classes.frame}>
      <GraphOutline graph={graph} current={current} />
      <div className={classes.canvas}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          colorMode={colorScheme}
          fitView
          fitViewOptions={{ padding: 0.14, maxZoom: 1 }}
          minZoom={0.2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          preventScrolling={false}
          zoomOnScroll={false}
          proOptions={{ hideAttribution: true }}
          aria-label={t('graph.drawing')}
          ariaLabelConfig={graphLabels()}
        >
          <Background gap={20} size={1} />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
    </div>
  );
}
