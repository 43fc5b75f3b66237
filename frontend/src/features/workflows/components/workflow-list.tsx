import { Badge, Group, SimpleGrid, Skeleton, Text } from '@mantine/core';
import {
  IconArchive,
  IconCircleCheck,
  IconPencil,
  IconPlayerPause,
  IconRouteOff,
  type Icon,
} from '@tabler/icons-react';
import { Link } from 'react-router';

import type { components } from '@/api/workflow';
import { t, tWord } from '@/shared/lib/i18n';
import card from '@/shared/ui/card.module.css';
import { EmptyState } from '@/shared/ui/empty-state';
import { QueryView } from '@/shared/ui/query-view';

import { useWorkflows } from '../api/use-workflows';

type Workflow = components['schemas']['WorkflowOutput'];

const LOOKS: Record<string, { color: string; icon: Icon }> = {
  deployed: { color: 'teal', icon: IconCircleCheck },
  paused: { color: 'yellow', icon: IconPlayerPause },
  draft: { color: 'gray', icon: IconPencil },
  initialized: { color: 'azure', icon: IconPencil },
  archived: { color: 'gray', icon: IconArchive },
};

export function WorkflowStatus({ status }: { status: string }) {
  const look = LOOKS[status] ?? { color: 'gray', icon: IconPencil };
  return (
    <Badge color={look.color} leftSection={<look.icon size={13} aria-hidden />}>
      {tWord('workflow.status', status)}
    </Badge>
  );
}

export function WorkflowList({ search }: { search: string }) {
  const workflows = useWorkflows(search);
  return (
    <QueryView query={workflows} skeleton={<CardsSkeleton />}>
      {({ results }) =>
        results.length === 0 ? (
          <EmptyState
            icon={IconRouteOff}
            title={t('workflow.none')}
            hint={t(search ? 'workflow.noneMatching' : 'workflow.noneHint')}
          />
        ) : (
          <SimpleGrid
            component="ul"
            cols={{ base: 1, sm: 2, lg: 3 }}
            spacing="md"
            p={0}
            m={0}
            style={{ listStyle: 'none' }}
          >
            {results.map((workflow) => (
              <li key={workflow.workflow_id}>
                <WorkflowCard workflow={workflow} />
              </li>
            ))}
          </SimpleGrid>
        )
      }
    </QueryView>
  );
}

function WorkflowCard({ workflow }: { workflow: Workflow }) {
  return (
    <Link
      to={`/workflows/${workflow.workflow_id}`}
      className={`${card.card} ${card.link}`}
      style={{ padding: 16, height: '100%' }}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={620}>{workflow.name}</Text>
        <WorkflowStatus status={workflow.status} />
      </Group>
      <Text size="xs" c="dimmed" mt={2}>
        {[workflow.category, workflow.sub_category].filter(Boolean).join(' › ')}
        {workflow.version_number
          ? ` · ${t('workflow.version', { version: workflow.version_number })}`
          : ''}
      </Text>
      {workflow.description && (
        <Text size="sm" mt="xs" lineClamp={2}>
          {workflow.description}
        </Text>
      )}
    </Link>
  );
}

function CardsSkeleton() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md" aria-busy>
      {[1, 2, 3, 4, 5].map((item) => (
        <Skeleton key={item} height={112} radius="lg" />
      ))}
    </SimpleGrid>
  );
}
