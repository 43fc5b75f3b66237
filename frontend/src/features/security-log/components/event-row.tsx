import { Button, Code } from '@mantine/core';
import { useState } from 'react';

import { readable, t } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row } from '@/shared/ui/rows';

import { changesOf, type SecurityEvent } from '../security-log';

/** One act: who did what to whom, with what it changed on demand. */
export function EventRow({ event }: { event: SecurityEvent }) {
  const [opened, setOpened] = useState(false);
  const title = readable(event.action.replaceAll('.', ' '));
  return (
    <Row
      title={title}
      facts={[
        event.at && <RelativeTime at={event.at} />,
        event.actor_name || t(`securityLog.actor.${event.actor_kind}`),
        `${readable(event.object_type)} ${event.object_id}`,
        event.address,
        event.reason,
      ]}
      below={opened && <EventFacts event={event} />}
    >
      <Button
        size="xs"
        variant="subtle"
        aria-expanded={opened}
        aria-label={t(opened ? 'securityLog.lessOf' : 'securityLog.detailsOf', { title })}
        onClick={() => setOpened(!opened)}
      >
        {t(opened ? 'securityLog.less' : 'securityLog.details')}
      </Button>
    </Row>
  );
}

function EventFacts({ event }: { event: SecurityEvent }) {
  const changes = changesOf(event).map(({ field, before, after }) => ({
    label: readable(field),
    value: t('securityLog.change', { before, after }),
  }));
  const id = event.correlation_id;
  return (
    <FactList
      facts={[
        ...changes,
        { label: t('securityLog.action'), value: <Code>{event.action}</Code> },
        { label: t('securityLog.device'), value: event.user_agent },
        { label: t('error.reference'), value: id ? <Code>{id}</Code> : null },
      ]}
    />
  );
}
