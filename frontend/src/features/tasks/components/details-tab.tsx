import { Anchor, Code, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { readable, t, tWord } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { TaskDetail } from '../task';

/** What the requester asked for, in full, and where it came from. */
export function DetailsTab({ task }: { task: TaskDetail }) {
  const { ticket, requester } = task;
  return (
    <Stack gap="md">
      <Section title={t('details.description')}>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {ticket.description || t('details.noDescription')}
        </Text>
      </Section>
      <FactList
        facts={[
          { label: t('details.requester'), value: requester.name },
          { label: t('details.email'), value: requester.email },
          { label: t('details.department'), value: ticket.department },
          {
            label: t('details.category'),
            value: [ticket.category, ticket.sub_category].filter(Boolean).join(' › '),
          },
          { label: t('details.priority'), value: tWord('priority', task.priority) },
          { label: t('details.source'), value: ticket.source_service.toUpperCase() },
          { label: t('details.externalId'), value: ticket.external_id },
          { label: t('details.submitted'), value: <RelativeTime at={ticket.submitted_at} /> },
          { label: t('details.arrived'), value: <RelativeTime at={task.created_at} /> },
        ]}
      />
      <Given details={ticket.details} />
      <Links attachments={ticket.attachments} />
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Text component="h2" fw={600} size="sm" mb={4}>
        {title}
      </Text>
      {children}
    </section>
  );
}

function shown(value: unknown): ReactNode {
  if (value === null || value === '') return null;
  if (typeof value !== 'object') return String(value);
  return <Code block>{JSON.stringify(value, null, 1)}</Code>;
}

function Given({ details }: { details: Record<string, unknown> }) {
  const facts = Object.entries(details).map(([name, value]) => ({
    label: readable(name),
    value: shown(value),
  }));
  if (facts.length === 0) return null;
  return (
    <Section title={t('details.more')}>
      <FactList facts={facts} />
    </Section>
  );
}

function Links({ attachments }: { attachments: { filename: string; url: string }[] }) {
  if (attachments.length === 0) return null;
  return (
    <Section title={t('details.attachments')}>
      {attachments.map(({ filename, url }) => (
        <Anchor
          key={url}
          href={url}
          target="_blank"
          rel="noreferrer noopener"
          size="sm"
          display="block"
        >
          {filename}
        </Anchor>
      ))}
    </Section>
  );
}
