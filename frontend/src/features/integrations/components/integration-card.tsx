import { Group, Text, Title } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import card from '@/shared/ui/card.module.css';
import { FactList, type Fact } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';

import { formatShare, nameOf, type Integration } from '../integrations';
import { BreakerBadge } from './breaker-badge';
import { IntegrationActions } from './integration-actions';

/** How one system does: its last day, what waits for it, and what an admin can do. */
export function IntegrationCard({ integration }: { integration: Integration }) {
  const { adapter, breaker, last_error: fault } = integration;

  return (
    <section className={card.card} style={{ padding: 16 }} aria-label={nameOf(adapter)}>
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Title order={2} size="h3">
          {nameOf(adapter)}
        </Title>
        <BreakerBadge state={breaker.state} />
      </Group>
      <FactList facts={factsOf(integration)} />
      {fault && breaker.state !== 'closed' && (
        <Text size="sm" mt="xs" c="red">
          {fault.code}: {fault.reason}
        </Text>
      )}
      <IntegrationActions integration={integration} />
    </section>
  );
}

function factsOf({ waiting, ...figures }: Integration): Fact[] {
  const { requests, error_rate: rate, p50_ms: half, p95_ms: most } = figures;
  return [
    {
      label: t('integrations.retryAt'),
      value: figures.breaker.retry_at && <RelativeTime at={figures.breaker.retry_at} />,
    },
    { label: t('integrations.lastSuccess'), value: timeOf(figures.last_success) },
    { label: t('integrations.lastFailure'), value: timeOf(figures.last_failure) },
    { label: t('integrations.calls'), value: requests },
    { label: t('integrations.errorRate'), value: rate === null ? null : formatShare(rate) },
    {
      label: t('integrations.latency'),
      value: half === null ? null : t('integrations.latencies', { half, most: most ?? half }),
    },
    {
      label: t('integrations.waiting'),
      value:
        waiting.questions + waiting.decisions > 0 &&
        t('integrations.waitingOf', { asked: waiting.questions, stuck: waiting.decisions }),
    },
    {
      label: t('integrations.operations'),
      value: figures.operations.map(({ id, version }) => `${id} ${version}`).join(', '),
    },
  ];
}

function timeOf(at: string | null) {
  return at ? <RelativeTime at={at} /> : t('integrations.never');
}
