import { Skeleton } from '@mantine/core';
import { lazy } from 'react';

/** The drawing, whose script is large and fetched when it is first shown. */
export const LazyGraph = lazy(async () => ({
  default: (await import('./workflow-graph')).WorkflowGraph,
}));

export function GraphSkeleton() {
  return <Skeleton height="100%" mih={240} />;
}
