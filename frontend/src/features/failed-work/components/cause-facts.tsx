import { Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import card from '@/shared/ui/card.module.css';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { Cause } from '../failed-work';

export function CauseFacts({ cause }: { cause: Cause }) {
  return (
    <section className={card.card} style={{ padding: 16, marginBottom: 16 }}>
      <Text fw={600}>{t('failedWork.count', { count: cause.count })}</Text>
      <Text size="sm" mb="xs">
        {cause.meaning}
      </Text>
      <FactList
        facts={[
          { label: t('failedWork.service'), value: t(`system.service.${cause.service}`) },
          { label: t('failedWork.queue'), value: cause.queue },
          { label: t('failedWork.task'), value: cause.task || t('failedWork.noTask') },
          { label: t('failedWork.code'), value: cause.code },
          { label: t('failedWork.firstFailed'), value: <RelativeTime at={cause.first_seen} /> },
          { label: t('failedWork.lastFailed'), value: <RelativeTime at={cause.last_seen} /> },
        ]}
      />
    </section>
  );
}
