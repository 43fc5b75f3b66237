import { Button } from '@mantine/core';
import { useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import { IconBookmark, IconHandClick } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

import { BulkBar } from '@/features/bulk/components/bulk-bar';
import { InboxFilters } from '@/features/tasks/components/inbox-filters';
import { InboxList, type InboxListHandle } from '@/features/tasks/components/inbox-list';
import { InboxViews } from '@/features/tasks/components/inbox-views';
import {
  filtersInForce,
  isBuiltIn,
  isChanged,
  queryOf,
  readFilter,
  readLayout,
  readSelected,
  taskHref,
  viewHref,
  withFilters,
  withLayout,
  withOrdering,
} from '@/features/tasks/inbox-filter';
import { useChoice } from '@/features/tasks/use-choice';
import { useArrange, useColumns } from '@/features/views/api/use-columns';
import { useHabits } from '@/features/views/api/use-habits';
import { useViews } from '@/features/views/api/use-views';
import { ViewMenu } from '@/features/views/components/view-menu';
import { useViewColumns } from '@/features/views/use-view-columns';
import { asColumns, columnsOf } from '@/features/views/views';
import { t } from '@/shared/lib/i18n';
import { rolesHere, useSession } from '@/shared/lib/session';
import { showFailure } from '@/shared/lib/toast';
import { EmptyState } from '@/shared/ui/empty-state';

import { useRail } from '../shell/use-rail';
import classes from './inbox-page.module.css';

// The list is the first thing people see, and is there before what a ticket needs.
const TaskWorkspace = lazy(async () => ({
  default: (await import('../task/task-workspace')).TaskWorkspace,
}));
const SaveViewDialog = lazy(async () => ({
  default: (await import('@/features/views/components/save-view-dialog')).SaveViewDialog,
}));

export function InboxPage() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const session = useSession();
  // Below this there is no room for the detail: a task opens as a page of its own.
  const roomy = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const { hasRoom } = useRail();
  const views = useViews();
  const habits = useHabits();
  const list = useRef<InboxListHandle>(null);
  const [saving, setSaving] = useState(false);

  const filter = readFilter(params, habits.data?.default_view);
  const saved = views.data?.find((view) => view.key === filter.view) ?? null;
  const arrangement = useColumns(filter.view);
  const arrange = useArrange(filter.view);
  const query = queryOf(filter, saved);
  const choice = useChoice(query);
  const table = roomy && readLayout(params) === 'table';
  const selected = readSelected(params);
  const labelled = useViewColumns(arrangement.data?.columns, saved?.columns);
  const columns = columnsOf(arrangement.data?.columns, saved?.columns);
  const name = isBuiltIn(filter.view) ? t(`inbox.view.${filter.view}`) : (saved?.name ?? '');
  // A saved view is not asked for before it is known what it holds, nor the first before habits are.
  const known = isBuiltIn(filter.view) ? params.has('view') || !habits.isPending : !views.isPending;
  useDocumentTitle(name || t('nav.inbox'));

  const replace = (next: URLSearchParams) => setParams(next, { replace: true });
  const open = (taskId: string) => void navigate(`/tasks/${taskId}`);
  function leave() {
    if (habits.data?.after_completing !== 'next') return;
    const next = list.current?.next();
    if (next) void navigate(taskHref(params, next), { replace: true });
  }

  return (
    <div className={classes.page} data-table={table || undefined}>
      <section className={classes.list} aria-label={t('nav.inbox')}>
        <h1 className="visually-hidden">{name || t('nav.inbox')}</h1>
        {!hasRoom && (
          <InboxViews
            layout="row"
            current={filter.view}
            saved={views.data ?? []}
            hrefOf={(view) => viewHref(params, view)}
          />
        )}
        <div className={classes.tools}>
          <InboxFilters
            filters={filtersInForce(filter, saved)}
            onChange={(change) => replace(withFilters(params, change))}
          />
          {isChanged(filter, saved) && (
            <Button
              size="xs"
              variant="light"
              leftSection={<IconBookmark size={15} />}
              onClick={() => setSaving(true)}
            >
              {t('views.save')}
            </Button>
          )}
          {roomy && (
            <ViewMenu
              view={filter.view}
              saved={saved}
              columns={columns}
              arrangement={arrangement.data}
              layout={table ? 'table' : 'split'}
              onLayout={(layout) => replace(withLayout(params, layout))}
              onDeleted={() => void navigate('/inbox')}
            />
          )}
        </div>
        {choice.count > 0 && (
          <BulkBar
            count={choice.count}
            chosen={choice.wanted}
            onChooseAll={choice.isAll ? undefined : choice.chooseAll}
            onClear={choice.clear}
            columns={table ? columns.map(({ name }) => name) : undefined}
          />
        )}
        <div className={classes.rows}>
          {known && (
            <InboxList
              ref={list}
              label={name}
              view={filter.view}
              query={query}
              isFiltered={Object.keys(filtersInForce(filter, saved)).length > 0}
              dense={!table && arrangement.data?.density === 'compact'}
              columns={table ? labelled : null}
              selected={selected}
              chosen={choice.tasks}
              allChosen={choice.isAll}
              hrefOf={(taskId) => (roomy && !table ? taskHref(params, taskId) : `/tasks/${taskId}`)}
              onSelect={(taskId) => void navigate(taskHref(params, taskId), { replace: true })}
              onOpen={open}
              onChoose={choice.choose}
              onOrder={(ordering) => replace(withOrdering(params, ordering))}
              onArrange={(next) =>
                arrange.mutate(
                  { columns: asColumns(next), density: arrangement.data?.density ?? 'comfortable' },
                  { onError: showFailure },
                )
              }
              onClearFilter={() => void navigate(viewHref(params, filter.view))}
            />
          )}
        </div>
      </section>
      {roomy && !table && (
        <section className={classes.detail} aria-label={t('inbox.detail')}>
          {selected ? (
            <Suspense>
              <TaskWorkspace key={selected} taskId={selected} embedded onTaken={leave} />
            </Suspense>
          ) : (
            <div className={classes.nothing}>
              <EmptyState
                icon={IconHandClick}
                title={t('inbox.choose')}
                hint={t('inbox.chooseHint')}
              />
            </div>
          )}
        </section>
      )}
      <Suspense>
        {saving && (
          <SaveViewDialog
            filters={withoutOrdering(query)}
            ordering={query.ordering ?? ''}
            columns={columns}
            roles={rolesHere(session)}
            onClose={() => setSaving(false)}
            onSaved={(view) => {
              setSaving(false);
              void navigate(viewHref(params, view.key as `saved-${number}`));
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

function withoutOrdering(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([name]) => name !== 'ordering'));
}
