import { List, Text } from '@mantine/core';

import { t, tWord } from '@/shared/lib/i18n';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { LetterEvent } from '../failed-work';

export function LetterHistory({ events }: { events: LetterEvent[] }) {
  if (events.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('failedWork.noHistory')}
      </Text>
    );
  }
  return (
    <List size="sm" spacing="xs" listStyleType="none">
      {events.map((event, index) => (
        <List.Item key={index}>
          {t('failedWork.eventBy', {
            action: tWord('failedWork.event', event.action),
            name: event.actor_name,
          })}{' '}
          <Text span size="xs" c="dimmed">
            <RelativeTime at={event.at} />
          </Text>
          {event.reason && <Text size="sm">{event.reason}</Text>}
          {event.diff.map(({ field, before, after }) => (
            <Text key={field} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {t('failedWork.change', {
                field,
                before: JSON.stringify(before),
                after: JSON.stringify(after),
              })}
            </Text>
          ))}
        </List.Item>
      ))}
    </List>
  );
}
