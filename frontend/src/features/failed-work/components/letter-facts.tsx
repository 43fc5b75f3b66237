import { ActionIcon, Anchor, Code, CopyButton, Group, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';

import {
  NO_WORKFLOW,
  letterHref,
  unroutedHref,
  type LetterDetail,
  type Service,
} from '../failed-work';

interface LetterFactsProps {
  service: Service;
  letter: LetterDetail;
}

export function LetterFacts({ service, letter }: LetterFactsProps) {
  const { first_failed_at: first, last_failed_at: last, ignore_until: until } = letter;
  return (
    <FactList
      facts={[
        { label: t('failedWork.service'), value: t(`system.service.${service}`) },
        { label: t('failedWork.queue'), value: letter.queue },
        { label: t('failedWork.task'), value: letter.task || t('failedWork.noTask') },
        {
          label: t('failedWork.tried'),
          value: t('failedWork.attempts', { count: letter.attempts }),
        },
        { label: t('failedWork.firstFailed'), value: <RelativeTime at={first} /> },
        { label: t('failedWork.lastFailed'), value: <RelativeTime at={last} /> },
        {
          label: t('failedWork.correlation'),
          value: letter.correlation_id && <Correlation id={letter.correlation_id} />,
        },
        {
          label: t('failedWork.ticket'),
          value: letter.ticket_number && <TicketLink letter={letter} />,
        },
        {
          label: t('failedWork.lookedAfter'),
          value: letter.assigned_to ? <Owner id={letter.assigned_to} /> : t('person.nobody'),
        },
        { label: t('failedWork.ignoredUntil'), value: until && <RelativeTime at={until} /> },
        {
          label: t('failedWork.replayOf'),
          value: letter.replay_of && <LetterLinks service={service} ids={[letter.replay_of]} />,
        },
        {
          label: t('failedWork.failedReplays'),
          value:
            letter.failed_replays.length > 0 ? (
              <LetterLinks service={service} ids={letter.failed_replays} />
            ) : null,
        },
      ]}
    />
  );
}

function TicketLink({ letter }: { letter: LetterDetail }) {
  const number = letter.ticket_number ?? '';
  const waits = letter.code === NO_WORKFLOW && letter.state !== 'resolved';
  const to = waits ? unroutedHref(number) : `/tickets/${encodeURIComponent(number)}`;
  return (
    <Anchor component={Link} to={to} size="sm" className="tabular">
      {number}
    </Anchor>
  );
}

function Owner({ id }: { id: number }) {
  const session = useSession();
  return id === session.id ? t('failedWork.you') : t('failedWork.personNumber', { id });
}

function Correlation({ id }: { id: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Code>{id}</Code>
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <Tooltip label={t(copied ? 'common.copied' : 'failedWork.copyCorrelation')}>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              onClick={copy}
              aria-label={t('failedWork.copyCorrelation')}
            >
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}

function LetterLinks({ service, ids }: { service: Service; ids: number[] }) {
  return (
    <Group gap="xs">
      {ids.map((id) => (
        <Anchor key={id} component={Link} to={letterHref(service, id)} size="sm">
          {t('failedWork.letter', { id })}
        </Anchor>
      ))}
    </Group>
  );
}
