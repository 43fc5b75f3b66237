import { Anchor, List, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import type { ReplayResult } from '@/features/designer/api/use-replays';
import { stepOf } from '@/features/designer/document/design';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';

import { LoadBars } from './load-bars';

/** What the draft would have changed. */
export function ReplayResultView({ result }: { result: ReplayResult }) {
  const { editing } = useDesigner();
  const { matched, routed_differently: routed, breaches, stuck } = result;
  const nameOf = (key: string | null) => stepOf(editing.design, key)?.name ?? key ?? '';
  return (
    <Stack gap="md">
      <FactList
        facts={[
          { label: t('designer.replay.tickets'), value: result.tickets },
          {
            label: t('designer.replay.matched'),
            value: t('designer.replay.beforeAfter', { ...matched }),
          },
          { label: t('designer.replay.routed'), value: routed.count },
          { label: t('designer.replay.gained'), value: breaches.gained },
          { label: t('designer.replay.lost'), value: breaches.lost },
          { label: t('designer.replay.stuck'), value: stuck.count },
        ]}
      />
      <LoadBars
        title={t('designer.replay.load')}
        rows={result.load.map(({ user_id: id, ...row }) => ({ id: String(id), ...row }))}
      />
      <LoadBars
        title={t('designer.replay.visits')}
        rows={result.steps.map(({ key, visits_before: before, visits_after: after }) => ({
          id: key,
          name: nameOf(key),
          before,
          after,
        }))}
      />
      <Sample title={t('designer.replay.routed')}>
        {routed.sample.map(({ ticket_number: number, before, after }) => (
          <TicketLine key={number} number={number}>
            {t('designer.replay.fromTo', {
              before: before ?? t('designer.replay.nothing'),
              after: after ?? t('designer.replay.nothing'),
            })}
          </TicketLine>
        ))}
      </Sample>
      <Sample title={t('designer.replay.breaches')}>
        {breaches.sample.map(({ ticket_number: number, change }) => (
          <TicketLine key={number} number={number}>
            {t(`designer.replay.${change}`)}
          </TicketLine>
        ))}
      </Sample>
      <Sample title={t('designer.replay.stuck')}>
        {stuck.sample.map(({ ticket_number: number, step, reason }) => (
          <TicketLine key={number} number={number}>
            {[nameOf(step), reason].filter(Boolean).join(': ')}
          </TicketLine>
        ))}
      </Sample>
      <Sample title={t('designer.replay.assumptions')}>
        {result.assumptions.map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </Sample>
    </Stack>
  );
}

function Sample({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <div>
      <Text component="h3" size="sm" fw={620}>
        {title}
      </Text>
      <List size="xs" mt={4}>
        {children}
      </List>
    </div>
  );
}

function TicketLine({ number, children }: { number: string; children: ReactNode }) {
  return (
    <List.Item>
      <Anchor component={Link} to={`/tickets/${encodeURIComponent(number)}`} inherit>
        {number}
      </Anchor>{' '}
      {children}
    </List.Item>
  );
}
