import { SimpleGrid, Skeleton } from '@mantine/core';

import { QueryView } from '@/shared/ui/query-view';

import { useIntegrations } from '../api/use-integrations';
import { troubledFirst } from '../integrations';
import { IntegrationCard } from './integration-card';

const COLUMNS = { base: 1, sm: 2, xl: 3 };

export function IntegrationList() {
  const integrations = useIntegrations();

  return (
    <QueryView query={integrations} skeleton={<CardsSkeleton />}>
      {(found) => (
        <SimpleGrid cols={COLUMNS} spacing="md">
          {troubledFirst(found).map((integration) => (
            <IntegrationCard key={integration.adapter} integration={integration} />
          ))}
        </SimpleGrid>
      )}
    </QueryView>
  );
}

function CardsSkeleton() {
  return (
    <SimpleGrid cols={COLUMNS} spacing="md" aria-busy>
      {[1, 2, 3, 4, 5, 6].map((card) => (
        <Skeleton key={card} height={220} radius="lg" />
      ))}
    </SimpleGrid>
  );
}
