import { Anchor, Button, Code, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';

import { readable, t } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row } from '@/shared/ui/rows';

import { pageOfObject, type AuditEvent } from '../audit';
import { AuditDiff } from './audit-diff';

/** One act: who did what to which thing, and how it looked before and after on demand. */
export function AuditRow({ event }: { event: AuditEvent }) {
  const [opened, setOpened] = useState(false);
  const title = readable(event.action.replaceAll('.', ' '));
  return (
    <Row
      title={title}
      facts={[
        event.at && <RelativeTime at={event.at} />,
        event.actor_name,
        <AboutWhat key="object" event={event} />,
        event.reason,
      ]}
      below={opened && <Details event={event} />}
    >
      <Button
        size="xs"
        variant="subtle"
        aria-expanded={opened}
        aria-label={t(opened ? 'securityLog.lessOf' : 'securityLog.detailsOf', {
          title: `${title} (${event.id})`,
        })}
        onClick={() => setOpened(!opened)}
      >
        {t(opened ? 'securityLog.less' : 'securityLog.details')}
      </Button>
    </Row>
  );
}

function AboutWhat({ event }: { event: AuditEvent }) {
  const words = `${readable(event.object_type)} ${event.object_id}`;
  const page = pageOfObject(event);
  if (page === undefined) return words;
  return (
    <Anchor component={Link} to={page} size="sm" underline="always">
      {words}
    </Anchor>
  );
}

function Details({ event }: { event: AuditEvent }) {
  const id = event.correlation_id;
  return (
    <Stack gap="sm">
      <AuditDiff event={event} />
      <FactList
        facts={[
          { label: t('audit.number'), value: String(event.id) },
          { label: t('securityLog.action'), value: <Code>{event.action}</Code> },
          { label: t('audit.by'), value: t(`audit.actor.${event.actor_kind}`) },
          { label: t('securityLog.address'), value: event.address },
          { label: t('securityLog.device'), value: event.user_agent },
          { label: t('error.reference'), value: id ? <Code>{id}</Code> : null },
        ]}
      />
    </Stack>
  );
}
