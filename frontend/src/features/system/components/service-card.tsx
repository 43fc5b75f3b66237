import { Group, Skeleton, Table, Text, Title } from '@mantine/core';

import { readable, t } from '@/shared/lib/i18n';
import card from '@/shared/ui/card.module.css';
import { RelativeTime } from '@/shared/ui/relative-time';

import { useHealth, type Check, type Service } from '../api/use-health';
import { HealthBadge, type HealthWord } from './health-badge';

export function ServiceCard({ service }: { service: Service }) {
  const health = useHealth(service);
  const word: HealthWord = health.isError ? 'away' : (health.data?.status ?? 'pass');
  const checkedAt = Math.max(health.dataUpdatedAt, health.errorUpdatedAt);

  return (
    <section
      className={card.card}
      style={{ padding: 16 }}
      aria-label={t(`system.service.${service}`)}
    >
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h3">
          {t(`system.service.${service}`)}
        </Title>
        {health.isPending ? <Skeleton width={84} height={20} /> : <HealthBadge word={word} />}
      </Group>
      <Text size="xs" c="dimmed" mb="xs" component="div">
        {health.data &&
          !health.isError &&
          `${t('system.roundTrip', { ms: health.data.roundTrip })} · `}
        {checkedAt > 0 && (
          <>
            {t('system.checked')} <RelativeTime at={new Date(checkedAt).toISOString()} />
          </>
        )}
      </Text>
      {health.isPending && <Skeleton height={120} />}
      {health.isError && <Text size="sm">{t('system.awayHint')}</Text>}
      {health.data && !health.isError && <Checks checks={health.data.checks} />}
    </section>
  );
}

function Checks({ checks }: { checks: Check[] }) {
  return (
    <Table verticalSpacing={5} horizontalSpacing={0} fz="sm">
      <Table.Tbody>
        {checks.map((check) => (
          <Table.Tr key={check.name}>
            <Table.Td>
              {readable(check.name)}
              {check.message && (
                <Text size="xs" c="dimmed">
                  {check.message}
                </Text>
              )}
            </Table.Td>
            <Table.Td
              ta="right"
              className="tabular"
              c="dimmed"
              fz="xs"
              style={{ whiteSpace: 'nowrap' }}
            >
              {t('system.latency', { ms: check.latency_ms })}
            </Table.Td>
            <Table.Td ta="right" w={104}>
              <HealthBadge word={check.status} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
