import { Group, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { t } from '@/shared/lib/i18n';
import card from '@/shared/ui/card.module.css';

import type { LetterDetail, Service } from '../failed-work';
import { JsonBlock } from './json-block';
import { LetterActions } from './letter-actions';
import { LetterFacts } from './letter-facts';
import { LetterHistory } from './letter-history';
import { LetterStateBadge } from './letter-state';

interface LetterViewProps {
  service: Service;
  letter: LetterDetail;
}

/** A message that failed: what it means, what is in it, what was done, what can be done. */
export function LetterView({ service, letter }: LetterViewProps) {
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <LetterStateBadge state={letter.state ?? 'open'} />
        <LetterActions service={service} letter={letter} />
      </Group>
      <Section title={t('failedWork.meaning')}>
        <Text size="sm">{letter.meaning}</Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {letter.code}: {letter.text}
        </Text>
        {letter.details.length > 0 && <Faults letter={letter} />}
      </Section>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title={t('failedWork.facts')}>
          <LetterFacts service={service} letter={letter} />
        </Section>
        <Section title={t('failedWork.history')}>
          <LetterHistory events={letter.history} />
        </Section>
      </SimpleGrid>
      <Section title={t('failedWork.payload')}>
        {letter.kwargs === null && <Text size="sm">{t('failedWork.unreadable')}</Text>}
        <JsonBlock label={t('failedWork.payload')} value={letter.kwargs ?? letter.body_preview} />
      </Section>
      <Section title={t('failedWork.headers')}>
        <JsonBlock label={t('failedWork.headers')} value={letter.headers} />
      </Section>
    </Stack>
  );
}

function Faults({ letter }: { letter: LetterDetail }) {
  return (
    <>
      <Text size="sm" fw={500} mt="xs">
        {t('failedWork.fields')}
      </Text>
      <List size="sm">
        {letter.details.map(({ field, message }) => (
          <List.Item key={field + message}>{t('failedWork.field', { field, message })}</List.Item>
        ))}
      </List>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={card.card} style={{ padding: 16 }}>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}
