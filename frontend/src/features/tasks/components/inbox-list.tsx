import { Button, Skeleton, Stack } from '@mantine/core';
import {
  IconArrowUp,
  IconChecks,
  IconCoffee,
  IconFilterOff,
  IconInboxOff,
  type Icon,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';

import { useShortcuts } from '@/shared/hooks/use-shortcuts';
import { useSteadyList } from '@/shared/hooks/use-steady-list';
import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';

import { useStepPositions } from '../api/use-step-positions';
import { useTaskList } from '../api/use-task-list';
import type { InboxFilter, View } from '../inbox-filter';
import classes from './inbox-list.module.css';
import { InboxRow } from './inbox-row';

interface InboxListProps {
  filter: InboxFilter;
  selected: string | null;
  hrefOf: (taskId: string) => string;
  onSelect: (taskId: string) => void;
  onOpen: (taskId: string) => void;
  onClearFilter: () => void;
}

export function InboxList(props: InboxListProps) {
  const { filter, selected, hrefOf, onSelect, onOpen } = props;
  const tasks = useTaskList(filter);
  const list = useRef<HTMLOListElement>(null);
  const { rows, waiting, show } = useSteadyList(
    JSON.stringify(filter),
    tasks.data?.pages.flatMap((page) => page.results),
    (task) => String(task.task_id),
    tasks.data?.pages.length,
  );

  const positionOf = useStepPositions(rows.map(({ row }) => row));

  function move(by: number) {
    const ids = rows.map(({ row }) => String(row.task_id));
    const at = selected ? ids.indexOf(selected) : -1;
    const next = ids[Math.min(ids.length - 1, Math.max(0, at + by))];
    if (next) onSelect(next);
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => selected && onOpen(selected),
  });

  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  if (tasks.isPending) return <ListSkeleton />;
  if (tasks.isError && rows.length === 0) {
    return <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />;
  }
  if (rows.length === 0) return <NothingHere {...props} />;
  return (
    <>
      <div role="status" className={classes.news}>
        {waiting > 0 && (
          <Button
            size="compact-sm"
            radius="xl"
            leftSection={<IconArrowUp size={14} />}
            onClick={show}
          >
            {t('inbox.waiting', { count: waiting })}
          </Button>
        )}
      </div>
      <ol ref={list} className={classes.list} aria-label={t(`inbox.view.${filter.view}`)}>
        {rows.map(({ row, gone }) => (
          <InboxRow
            key={row.task_id}
            task={row}
            position={positionOf(row)}
            gone={gone}
            selected={String(row.task_id) === selected}
            href={hrefOf(String(row.task_id))}
          />
        ))}
      </ol>
      {tasks.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          loading={tasks.isFetchingNextPage}
          onClick={() => void tasks.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </>
  );
}

function ListSkeleton() {
  return (
    <Stack gap={1} p="sm" aria-busy aria-label={t('common.loading')}>
      {Array.from({ length: 8 }, (_, row) => (
        <Stack key={row} gap={6} py={9}>
          <Skeleton height={14} width={`${85 - (row % 3) * 14}%`} />
          <Skeleton height={11} width={`${55 + (row % 4) * 8}%`} />
        </Stack>
      ))}
    </Stack>
  );
}

const EMPTY_ICONS: Partial<Record<View, Icon>> = {
  mine: IconCoffee,
  breached: IconChecks,
  at_risk: IconChecks,
};

function NothingHere({ filter, onClearFilter }: InboxListProps) {
  if (filter.search || filter.priority) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('inbox.noMatch')}
        hint={t('inbox.noMatchHint')}
        action={
          <Button variant="light" onClick={onClearFilter}>
            {t('inbox.clearFilter')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={EMPTY_ICONS[filter.view] ?? IconInboxOff}
      title={t(`inbox.empty.${filter.view}.title`)}
      hint={t(`inbox.empty.${filter.view}.hint`)}
    />
  );
}
