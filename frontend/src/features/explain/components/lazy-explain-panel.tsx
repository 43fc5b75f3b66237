import { lazy, Suspense } from 'react';

import { LinesSkeleton } from '@/shared/ui/lines-skeleton';

import type { ExplainedTask } from '../explain';

const ExplainPanel = lazy(async () => ({
  default: (await import('./explain-panel')).ExplainPanel,
}));

/** The explanation, which is fetched when somebody asks for it. */
export function LazyExplainPanel({ task }: { task: ExplainedTask }) {
  return (
    <Suspense fallback={<LinesSkeleton />}>
      <ExplainPanel task={task} />
    </Suspense>
  );
}
