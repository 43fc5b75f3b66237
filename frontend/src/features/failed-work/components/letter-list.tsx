import { Button } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { RelativeTime } from '@/shared/ui/relative-time';

import { useLetters } from '../api/use-letters';
import { letterHref, type Letter, type LetterState, type Service } from '../failed-work';
import { RowsSkeleton } from './cause-list';
import { LetterStateBadge } from './letter-state';
import classes from './rows.module.css';

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
      <ul className={classes.list} aria-label={t('failedWork.letters')}>
        {rows.map((letter) => (
          <LetterRow key={letter.id} service={service} letter={letter} />
        ))}
      </ul>
      {letters.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          mt="sm"
          loading={letters.isFetchingNextPage}
          onClick={() => void letters.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </>
  );
}

function LetterRow({ service, letter }: { service: Service; letter: Letter }) {
  return (
    <li>
      <Link to={letterHref(service, letter.id)} className={classes.row}>
        <div className={classes.words}>
          <span className={classes.reason}>{t('failedWork.letter', { id: letter.id })}</span>
          <span className={classes.facts}>
            {letter.ticket_number && (
              <>
                <span className="tabular">{letter.ticket_number}</span>
                <span aria-hidden>·</span>
              </>
            )}
            {letter.text}
          </span>
        </div>
        <div className={classes.numbers}>
          <LetterStateBadge state={letter.state ?? 'open'} />
          <span className={classes.facts}>
            {t('failedWork.attempts', { count: letter.attempts })}
            <span aria-hidden>·</span>
            <RelativeTime at={letter.last_failed_at} />
          </span>
        </div>
      </Link>
    </li>
  );
}
