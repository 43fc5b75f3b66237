import '@xyflow/react/dist/style.css';

import { useComputedColorScheme } from '@mantine/core';
import { Background, Controls, MiniMap, ReactFlow, type ReactFlowProps } from '@xyflow/react';
import { useMemo, useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { graphLabels } from '@/shared/ui/graph-labels';

import type { Design, Place } from '../document/design';
import type { ElementRef } from '../document/elements';
import { GRID } from '../document/grid';
import { PLAIN, type Looks } from '../document/looks';
import classes from './drawing.module.css';
import { drawnEdges, type DrawnEdge } from './drawn-edges';
import { drawnNodes, type DrawnNode } from './drawn-nodes';
import { Kept } from './kept';
import { MarkNode, StepNode } from './step-node';
import { WayEdge } from './way-edge';

interface DrawingProps extends Omit<ReactFlowProps<DrawnNode, DrawnEdge>, 'nodes' | 'edges'> {
  design: Design;
  selection?: readonly ElementRef[];
  looks?: Looks;
  editable?: boolean;
  dragged?: ReadonlyMap<string, Place> | null;
}

const NODE_TYPES = { step: StepNode, mark: MarkNode };
const EDGE_TYPES = { way: WayEdge };
const EMPTY_VIEW = { x: 180, y: 180, zoom: 1 };
const FIT = { padding: 0.08, maxZoom: 1 };
const UNMARKED = { hideAttribution: true };
const NONE: readonly ElementRef[] = [];

/** A workflow as a drawing. Without `editable` it is only looked at. */
export function Drawing({
  design,
  selection = NONE,
  looks = PLAIN,
  editable = false,
  dragged = null,
  children,
  ...props
}: DrawingProps) {
  const colorScheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const [keptNodes] = useState(() => new Kept<DrawnNode>());
  const [labels] = useState(graphLabels);
  const [keptEdges] = useState(() => new Kept<DrawnEdge>());
  // Fitted later, the view would jump away under the first step somebody puts down.
  const [fits] = useState(design.steps.length > 0);
  const nodes = useMemo(
    () => drawnNodes(keptNodes, { design, selection, looks, editable, dragged }),
    [keptNodes, design, selection, looks, editable, dragged],
  );
  const edges = useMemo(
    () => drawnEdges(keptEdges, design, selection, looks),
    [keptEdges, design, selection, looks],
  );

  return (
    <div className={classes.canvas}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={colorScheme}
        nodesDraggable={editable}
        nodesConnectable={editable}
        deleteKeyCode={null}
        fitView={fits}
        defaultViewport={EMPTY_VIEW}
        fitViewOptions={FIT}
        minZoom={0.1}
        proOptions={UNMARKED}
        aria-label={t('graph.drawing')}
        ariaLabelConfig={labels}
        {...props}
      >
        <Background gap={GRID} size={1} />
        <Controls showInteractive={false} />
        {children}
      </ReactFlow>
    </div>
  );
}

// A drawing of fewer steps is seen at once, and a small map of it only hides a part.
const OVERVIEW_FROM = 10;

export function Overview({ steps }: { steps: number }) {
  if (steps < OVERVIEW_FROM) return null;
  return (
    <MiniMap pannable zoomable ariaLabel={t('designer.overview')} className={classes.overview} />
  );
}
