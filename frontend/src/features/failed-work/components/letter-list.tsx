import { IconMailCheck } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { RelativeTime } from '@/shared/ui/relative-time';
import { MoreRows, Row, Rows, RowsSkeleton } from '@/shared/ui/rows';

import { useLetters } from '../api/use-letters';
import { letterHref, type Letter, type LetterState, type Service } from '../failed-work';
import { LetterStateBadge } from './letter-state';

interface LetterListProps {
  service: Service;
  cause: string;
  state: LetterState;
  search: string;
}

export function LetterList({ service, cause, state, search }: LetterListProps) {
  const letters = useLetters(service, cause, state, search);

  if (letters.isPending) return <RowsSkeleton />;
  if (letters.isError) {
    return <ErrorState error={letters.error} onRetry={() => void letters.refetch()} />;
  }
  const rows = letters.data.pages.flatMap((page) => page.results);
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={IconMailCheck}
        title={t('failedWork.noneInState')}
        hint={t('failedWork.noneInStateHint')}
      />
    );
  }
  return (
    <>
      <Rows label={t('failedWork.letters')}>
        {rows.map((letter) => (
          <LetterRow key={letter.id} service={service} letter={letter} />
        ))}
      </Rows>
      <MoreRows {...letters} />
    </>
  );
}

function LetterRow({ service, letter }: { service: Service; letter: Letter }) {
  return (
    <Row
      to={letterHref(service, letter.id)}
      title={t('failedWork.letter', { id: letter.id })}
      badges={<LetterStateBadge state={letter.state ?? 'open'} />}
      facts={[
        letter.ticket_number && <span className="tabular">{letter.ticket_number}</span>,
        letter.text,
        t('failedWork.attempts', { count: letter.attempts }),
        <RelativeTime key="at" at={letter.last_failed_at} />,
      ]}
    />
  );
}
