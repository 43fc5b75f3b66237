import { Badge } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { Fragment } from 'react';

import { t } from '@/shared/lib/i18n';
import { formatDuration } from '@/shared/lib/time';
import { EmptyState } from '@/shared/ui/empty-state';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row, Rows, RowsSkeleton } from '@/shared/ui/rows';

import { useCauses } from '../api/use-causes';
import { causeHref, type Cause, type FailedWorkFilter } from '../failed-work';
import { SilentServices } from './silent-services';

/** Failed work of all services by cause; a service that does not answer is named above it. */
export function CauseList({ filter }: { filter: FailedWorkFilter }) {
  const { causes, silent, isPending, refetch } = useCauses(filter);

  return (
    <>
      <SilentServices silent={silent} onRetry={refetch} />
      {causes.length > 0 && (
        <Rows>
          {causes.map((cause) => (
            <CauseRow key={cause.service + cause.cause} cause={cause} filter={filter} />
          ))}
        </Rows>
      )}
      {causes.length === 0 && isPending && <RowsSkeleton />}
      {causes.length === 0 && !isPending && <NoCauses filter={filter} silent={silent.length} />}
    </>
  );
}

function CauseRow({ cause, filter }: { cause: Cause; filter: FailedWorkFilter }) {
  const open = filter.state === 'open';
  return (
    <Row
      to={causeHref(cause.service, cause.cause, filter.state, filter.search)}
      title={`${cause.code}: ${cause.example.text || cause.meaning}`}
      badges={
        <Badge variant="light" color={open ? 'red' : 'gray'}>
          {t('failedWork.count', { count: cause.count })}
        </Badge>
      }
      facts={[
        t(`system.service.${cause.service}`),
        cause.queue,
        cause.task || t('failedWork.noTask'),
        <Fragment key="first">
          {t('failedWork.first')} <RelativeTime at={cause.first_seen} />
        </Fragment>,
        <Fragment key="last">
          {t('failedWork.last')} <RelativeTime at={cause.last_seen} />
        </Fragment>,
        open && t('failedWork.oldest', { time: formatDuration(cause.oldest_age) }),
      ]}
    />
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
