import { Skeleton } from '@mantine/core';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo } from 'react';

import { useFrozen } from '../api/use-frozen';
import { compared } from '../document/comparing';
import type { Design } from '../document/design';
import { useDesigner } from '../hooks/designer-context';
import { Drawing } from './drawing';
import type { Pair } from './panels/versions-panel';

function numberOf(version: Pair['from']): number | null {
  return version === 'draft' ? null : version;
}

/** Two versions in one drawing: added green, removed red, changed amber, each with its word. */
export function ComparedBoard({ pair }: { pair: Pair }) {
  const { editing, workflowId } = useDesigner();
  const before = useFrozen(workflowId, numberOf(pair.from), editing.design);
  const after = useFrozen(workflowId, numberOf(pair.to), editing.design);
  if (!before || !after) return <Skeleton h="100%" />;
  return <Both before={before} after={after} />;
}

function Both({ before, after }: { before: Design; after: Design }) {
  const both = useMemo(() => compared(before, after), [before, after]);
  return (
    <ReactFlowProvider>
      <Drawing design={both.design} looks={both.looks} elementsSelectable={false} />
    </ReactFlowProvider>
  );
}
