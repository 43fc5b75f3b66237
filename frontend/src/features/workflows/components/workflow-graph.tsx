import '@xyflow/react/dist/style.css';

import { useComputedColorScheme } from '@mantine/core';
import { Background, Controls, MarkerType, ReactFlow, type Edge, type Node } from '@xyflow/react';
import { useMemo } from 'react';

import { t } from '@/shared/lib/i18n';

import { END, END_SIZE, STEP_SIZE, type Graph } from '../graph';
import { placeSteps } from '../layout';
import { EndNode, StepNode, type StepState } from './graph-nodes';
import { GraphOutline } from './graph-outline';
import classes from './workflow-graph.module.css';

interface WorkflowGraphProps {
  graph: Graph;
  /** Where a task stands, and where it has been. */
  current?: string | null;
  done?: string[];
  direction?: 'LR' | 'TB';
}

const NODE_TYPES = { step: StepNode, end: EndNode };
const TURNS_BACK = new Set(['reject', 'return']);

function stateOf(key: string, current: string | null | undefined, done: string[]): StepState {
  if (key === current) return 'current';
  return done.includes(key) ? 'done' : 'plain';
}

function nodesOf({ graph, current, done = [], direction = 'LR' }: WorkflowGraphProps): Node[] {
  const steps = new Map(graph.steps.map((step) => [step.key, step]));
  return placeSteps(graph, direction).map(({ key, x, y }) => {
    const step = steps.get(key);
    return {
      id: key,
      position: { x, y },
      type: step ? 'step' : 'end',
      data: step ? { step, state: stateOf(key, current, done), direction } : { direction },
      ...(step ? STEP_SIZE : END_SIZE),
    };
  });
}

function edgesOf({ graph }: WorkflowGraphProps): Edge[] {
  return graph.transitions.map(({ key, from, to, label, outcome }) => ({
    id: key,
    source: from,
    target: to ?? END,
    label,
    type: 'smoothstep',
    className: TURNS_BACK.has(outcome) ? classes.back : undefined,
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
    focusable: false,
  }));
}

/** A workflow as a drawing to look at, with an outline in words for those who do not see it. */
export function WorkflowGraph(props: WorkflowGraphProps) {
  const colorScheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const nodes = useMemo(() => nodesOf(props), [props]);
  const edges = useMemo(() => edgesOf(props), [props]);

  return (
    <div className={classes.frame}>
      <GraphOutline graph={props.graph} current={props.current} />
      <div className={classes.canvas} aria-hidden>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          colorMode={colorScheme}
          fitView
          fitViewOptions={{ padding: 0.12, maxZoom: 1 }}
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
        >
          <Background gap={20} size={1} />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
    </div>
  );
}
