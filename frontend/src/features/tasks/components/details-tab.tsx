import { Anchor, Code, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { readable, t, tWord } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';

import { furtherDetails } from '../asked-for';
import type { ExternalCall, TaskDetail } from '../task';
import { ExternalCalls } from './external-calls';

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
      <Values title={t('details.more')} values={furtherDetails(ticket.details)} />
      <Values
        title={t('details.filled')}
        values={Object.entries(task.filled).map(([name, value]) => [readable(name), value])}
      />
      <ExternalCalls calls={task.external_calls as ExternalCall[]} />
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

const isPlain = (value: unknown) => typeof value !== 'object' || value === null;

function shown(value: unknown): ReactNode {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return t(value ? 'details.yes' : 'details.no');
  if (isPlain(value)) return String(value);
  if (Array.isArray(value) && value.every(isPlain)) return value.join(', ');
  return <Code block>{JSON.stringify(value, null, 1)}</Code>;
}

interface ValuesProps {
  title: string;
  values: [label: string, value: unknown][];
}

function Values({ title, values }: ValuesProps) {
  if (values.length === 0) return null;
  return (
    <Section title={title}>
      <FactList facts={values.map(([label, value]) => ({ label, value: shown(value) }))} />
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
