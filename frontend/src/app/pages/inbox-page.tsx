import { useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import { IconHandClick } from '@tabler/icons-react';
import { useNavigate, useSearchParams } from 'react-router';

import { InboxFilters } from '@/features/tasks/components/inbox-filters';
import { InboxList } from '@/features/tasks/components/inbox-list';
import { InboxViews } from '@/features/tasks/components/inbox-views';
import { readFilter, withFilter } from '@/features/tasks/inbox-filter';
import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';

import { TaskWorkspace } from '../task/task-workspace';
import classes from './inbox-page.module.css';

const TASK = 'task';

export function InboxPage() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  // Below this there is no room for the detail: a task opens as a page of its own.
  const roomy = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const filter = readFilter(params);
  const selected = params.get(TASK);
  useDocumentTitle(t(`inbox.view.${filter.view}`));

  function beside(taskId: string): string {
    const next = new URLSearchParams(params);
    next.set(TASK, taskId);
    return `?${next.toString()}`;
  }

  function viewHref(view: typeof filter.view): string {
    const next = withFilter(params, { view });
    next.delete(TASK);
    return `?${next.toString()}`;
  }

  return (
    <div className={classes.page}>
      <section className={classes.list} aria-label={t('nav.inbox')}>
        <h1 className="visually-hidden">{t('nav.inbox')}</h1>
        <InboxViews current={filter.view} hrefOf={viewHref} />
        <InboxFilters
          filter={filter}
          onChange={(change) => setParams(withFilter(params, change), { replace: true })}
        />
        <div className={classes.rows}>
          <InboxList
            filter={filter}
            selected={selected}
            hrefOf={(taskId) => (roomy ? beside(taskId) : `/tasks/${taskId}`)}
            onSelect={(taskId) => void navigate(beside(taskId), { replace: true })}
            onOpen={(taskId) => void navigate(`/tasks/${taskId}`)}
            onClearFilter={() => setParams(withFilter(params, { search: '', priority: null }))}
          />
        </div>
      </section>
      {roomy && (
        <section className={classes.detail} aria-label={t('inbox.detail')}>
          {selected ? (
            <TaskWorkspace key={selected} taskId={selected} embedded />
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
    </div>
  );
}
