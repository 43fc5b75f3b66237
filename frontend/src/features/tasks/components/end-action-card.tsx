import { Alert, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconSend, type Icon } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { RelativeTime } from '@/shared/ui/relative-time';

import { inWords } from '../in-words';
import type { EndAction } from '../task';

const LOOKS: Record<EndAction['state'], { color: string; icon: Icon }> = {
  sent: { color: 'azure', icon: IconSend },
  confirmed: { color: 'teal', icon: IconCircleCheck },
  refused: { color: 'red', icon: IconCircleX },
};

/** How the request to AMS or BMS at the end of the workflow stands, with the answer. */
export function EndActionCard({ action }: { action: EndAction }) {
  const look = LOOKS[action.state];
  return (
    <Alert
      variant="light"
      color={look.color}
      p="xs"
      icon={<look.icon size={18} />}
      title={t('endAction.title', {
        system: action.system.toUpperCase(),
        state: t(`endAction.state.${action.state}`),
      })}
    >
      {action.receipt !== null && (
        <Text size="sm">
          {t('endAction.receipt')}: {inWords(action.receipt)}
        </Text>
      )}
      <Text size="xs" c="dimmed" component="div">
        {t('endAction.sentAt')} <RelativeTime at={action.sent_at} />
        {action.answered_at && (
          <>
            {' · '}
            {t('endAction.answeredAt')} <RelativeTime at={action.answered_at} />
          </>
        )}
      </Text>
    </Alert>
  );
}
