import { Badge, Skeleton, Stack } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { formatDuration } from '@/shared/lib/time';
import { EmptyState } from '@/shared/ui/empty-state';
import { RelativeTime } from '@/shared/ui/relative-time';

import { useCauses } from '../api/use-causes';
import { causeHref, type Cause, type FailedWorkFilter } from '../failed-work';
import classes from './rows.module.css';
import { SilentServices } from './silent-services';

/** Failed work of all services by cause; a service that does not answer is named above it. */
export function CauseList({ filter }: { filter: FailedWorkFilter }) {
  const { causes, silent, isPending, refetch } = useCauses(filter);

  return (
    <>
      <SilentServices silent={silent} onRetry={refetch} />
      {causes.length > 0 && (
        <ul className={classes.list}>
          {causes.map((cause) => (
            <CauseRow key={cause.service + cause.cause} cause={cause} filter={filter} />
          ))}
        </ul>
      )}
      {causes.length === 0 && isPending && <RowsSkeleton />}
      {causes.length === 0 && !isPending && <NoCauses filter={filter} silent={silent.length} />}
    </>
  );
}

function CauseRow({ cause, filter }: { cause: Cause; filter: FailedWorkFilter }) {
  return (
    <li>
      <Link
        to={causeHref(cause.service, cause.cause, filter.state, filter.search)}
        className={classes.row}
      >
        <div className={classes.words}>
          <span className={classes.reason}>
            {cause.code}: {cause.example.text || cause.meaning}
          </span>
          <span className={classes.facts}>
            {t(`system.service.${cause.service}`)}
            <span aria-hidden>·</span>
            {cause.queue}
            <span aria-hidden>·</span>
            {cause.task || t('failedWork.noTask')}
          </span>
        </div>
        <div className={classes.numbers}>
          <Badge variant="light" color={filter.state === 'open' ? 'red' : 'gray'}>
            {t('failedWork.count', { count: cause.count })}
          </Badge>
          <span className={classes.facts}>
            {t('failedWork.first')} <RelativeTime at={cause.first_seen} />
            <span aria-hidden>·</span>
            {t('failedWork.last')} <RelativeTime at={cause.last_seen} />
          </span>
          {filter.state === 'open' && (
            <span className={classes.facts}>
              {t('failedWork.oldest', { time: formatDuration(cause.oldest_age) })}
            </span>
          )}
        </div>
      </Link>
    </li>
  );
}

function NoCauses({ filter, silent }: { filter: FailedWorkFilter; silent: number }) {
  if (silent > 0) {
    return <EmptyState icon={IconMailCheck} title={t('failedWork.noneElsewhere')} />;
  }
  if (filter.search) {
    return (
      <EmptyState
        icon={IconMailCheck}
        title={t('failedWork.noneFound')}
        hint={t('failedWork.noneFoundHint')}
      />
    );
  }
  const nothing = filter.state === 'open' && filter.service === null;
  return (
    <EmptyState
      icon={IconMailCheck}
      title={t(nothing ? 'failedWork.none' : 'failedWork.noneInState')}
      hint={t(nothing ? 'failedWork.noneHint' : 'failedWork.noneInStateHint')}
    />
  );
}

export function RowsSkeleton() {
  return (
    <Stack gap="xs" aria-busy>
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={72} radius="lg" />
      ))}
    </Stack>
  );
}
