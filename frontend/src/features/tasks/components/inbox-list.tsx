import { Button, Skeleton, Stack } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, type Ref } from 'react';

import { useDigests } from '@/api/use-digests';
import { useShortcuts } from '@/shared/hooks/use-shortcuts';
import { useSteadyList } from '@/shared/hooks/use-steady-list';
import { t } from '@/shared/lib/i18n';
import { ErrorState } from '@/shared/ui/error-state';

import { useStepPositions } from '../api/use-step-positions';
import { useTaskList } from '../api/use-task-list';
import { layoutOf, type TableColumn } from '../table-columns';
import type { Task } from '../task';
import { useSteps } from '../use-steps';
import { useVirtualRows } from '../use-virtual-rows';
import classes from './inbox-list.module.css';
import { InboxRow } from './inbox-row';
import { NothingHere } from './nothing-here';
import { TableHead } from './table-head';
import { TableRow } from './task-table';

/** What a page may ask of the list it shows. */
export interface InboxListHandle {
  /** The task after the selected one, or the one before the last. */
  next: () => string | null;
}

interface InboxListProps {
  ref?: Ref<InboxListHandle>;
  label: string;
  /** A built-in view's word, for what an empty list says. */
  view: string;
  query: Record<string, string>;
  isFiltered: boolean;
  dense: boolean;
  /** In a table; without them rows of two lines. */
  columns: TableColumn[] | null;
  selected: string | null;
  chosen: ReadonlyMap<number, Task>;
  /** Everything that matches is chosen, rows that are not loaded included. */
  allChosen: boolean;
  hrefOf: (taskId: string) => string;
  onSelect: (taskId: string) => void;
  onOpen: (taskId: string) => void;
  onChoose: (tasks: Task[], choose: boolean) => void;
  onOrder: (ordering: string) => void;
  onArrange: (columns: TableColumn[]) => void;
  onClearFilter: () => void;
}

const HEIGHTS = { split: 59, dense: 37, table: 41 };

export function InboxList(props: InboxListProps) {
  const { ref, label, view, query, isFiltered, dense, columns } = props;
  const { selected, chosen, allChosen } = props;
  const { hrefOf, onSelect, onOpen, onChoose, onOrder, onArrange, onClearFilter } = props;
  const tasks = useTaskList(query);
  const pages = tasks.data?.pages;
  const { rows, waiting, show } = useSteadyList(
    JSON.stringify(query),
    pages?.flatMap((page) => page.results),
    (task) => String(task.task_id),
    pages?.length,
  );
  const { setBox, virtual, total, near, scrollTo } = useVirtualRows({
    count: rows.length,
    height: dense ? HEIGHTS.dense : columns ? HEIGHTS.table : HEIGHTS.split,
    keyOf: (index) => rows[index]?.row.task_id ?? index,
    atEnd: () => tasks.hasNextPage && !tasks.isFetching && void tasks.fetchNextPage(),
  });
  const numbers = useMemo(
    () => (pages ?? []).map((page) => page.results.map((task) => task.ticket_number)),
    [pages],
  );
  const digests = useDigests(numbers, near);
  const positionOf = useStepPositions(virtual.flatMap(({ index }) => rows[index]?.row ?? []));

  // The same for every drawing of the list, so that a row that only moved is not drawn again.
  const latest = useRef(onChoose);
  useEffect(() => {
    latest.current = onChoose;
  });
  const chooseOne = useCallback(
    (task: Task, choose: boolean) => latest.current([task], choose),
    [],
  );

  const ids = rows.map(({ row }) => String(row.task_id));
  const at = selected ? ids.indexOf(selected) : -1;
  const move = useSteps(ids, selected, onSelect);
  function toggle() {
    const row = rows[at]?.row;
    if (row) onChoose([row], !chosen.has(row.task_id));
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    x: toggle,
    Enter: () => selected && onOpen(selected),
  });
  useImperativeHandle(ref, () => ({ next: () => ids[at + 1] ?? ids[at - 1] ?? null }));
  useEffect(() => {
    if (at >= 0) scrollTo(at);
    // Only another selection moves the list, never news.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);

  if (tasks.isPending) return <ListSkeleton />;
  if (tasks.isError && rows.length === 0) {
    return <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />;
  }
  if (rows.length === 0)
    return <NothingHere view={view} isFiltered={isFiltered} onClearFilter={onClearFilter} />;
  return (
    <div className={classes.frame}>
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
      <div ref={setBox} className={classes.box} style={columns ? layoutOf(columns) : undefined}>
        {columns && (
          <TableHead
            columns={columns}
            ordering={query.ordering ?? ''}
            onOrder={onOrder}
            onArrange={onArrange}
          />
        )}
        <ol className={classes.list} style={{ height: total }} aria-label={label}>
          {virtual.map(({ index, start, key }) => {
            const found = rows[index];
            if (!found) return null;
            const { row, gone } = found;
            const digest = digests.get(row.ticket_number);
            const common = {
              task: row,
              gone,
              digest,
              chosen: allChosen || chosen.has(row.task_id),
              selected: String(row.task_id) === selected,
              href: hrefOf(String(row.task_id)),
              onChoose: chooseOne,
            };
            return (
              <li
                key={key}
                className={classes.item}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={tasks.hasNextPage ? -1 : rows.length}
                aria-posinset={index + 1}
              >
                {columns ? (
                  <TableRow {...common} columns={columns} />
                ) : (
                  <InboxRow {...common} dense={dense} position={positionOf(row)} />
                )}
              </li>
            );
          })}
        </ol>
      </div>
    </div>
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
