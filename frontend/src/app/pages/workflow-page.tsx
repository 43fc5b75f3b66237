import { Group, Text } from '@mantine/core';
import { Suspense } from 'react';
import { useParams } from 'react-router';

import { useWorkflow } from '@/features/workflows/api/use-workflow';
import { useWorkflowGraph } from '@/features/workflows/api/use-workflow-graph';
import { GraphSkeleton, LazyGraph } from '@/features/workflows/components/lazy-graph';
import { WorkflowActions } from '@/features/workflows/components/workflow-actions';
import { WorkflowFacts } from '@/features/workflows/components/workflow-facts';
import { WorkflowStatus } from '@/features/workflows/components/workflow-list';
import { t } from '@/shared/lib/i18n';
import card from '@/shared/ui/card.module.css';
import { Page } from '@/shared/ui/page';
import { QueryView } from '@/shared/ui/query-view';

export function WorkflowPage() {
  const { workflowId = '' } = useParams();
  const workflow = useWorkflow(workflowId);
  const graph = useWorkflowGraph(workflowId);

  return (
    <QueryView query={workflow} skeleton={<GraphSkeleton />} wholePage>
      {(data) => (
        <Page
          title={data.name}
          back={{ to: '/workflows', label: t('workflow.all') }}
          actions={<WorkflowActions workflow={data} />}
        >
          <Group gap="sm" mb="md">
            <WorkflowStatus status={data.status} />
            <Text size="sm" c="dimmed">
              {data.description}
            </Text>
          </Group>
          <div className={card.card} style={{ height: 'min(440px, 60vh)', marginBottom: 16 }}>
            <QueryView query={graph} skeleton={<GraphSkeleton />}>
              {(drawing) => (
                <Suspense fallback={<GraphSkeleton />}>
                  <LazyGraph graph={drawing} />
                </Suspense>
              )}
            </QueryView>
          </div>
          <WorkflowFacts workflow={data} />
        </Page>
      )}
    </QueryView>
  );
}
