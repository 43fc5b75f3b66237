import { useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import { IconHandClick } from '@tabler/icons-react';
import { useNavigate, useSearchParams } from 'react-router';

import { InboxFilters } from '@/features/tasks/components/inbox-filters';
import { InboxList } from '@/features/tasks/components/inbox-list';
import { InboxViews } from '@/features/tasks/components/inbox-views';
import {
  readFilter,
  readSelected,
  taskHref,
  viewHref,
  withFilter,
} from '@/features/tasks/inbox-filter';
import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';

import { useRail } from '../shell/use-rail';
import { TaskWorkspace } from '../task/task-workspace';
import classes from './inbox-page.module.css';

export function InboxPage() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  // Below this there is no room for the detail: a task opens as a page of its own.
  const roomy = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const { hasRoom } = useRail();
  const filter = readFilter(params);
  const selected = readSelected(params);
  useDocumentTitle(t(`inbox.view.${filter.view}`));

  return (
    <div className={classes.page}>
      <section className={classes.list} aria-label={t('nav.inbox')}>
        <h1 className="visually-hidden">{t('nav.inbox')}</h1>
        {!hasRoom && (
          <InboxViews
            layout="row"
            current={filter.view}
            hrefOf={(view) => viewHref(params, view)}
          />
        )}
        <InboxFilters
          filter={filter}
          onChange={(change) => setParams(withFilter(params, change), { replace: true })}
        />
        <div className={classes.rows}>
          <InboxList
            filter={filter}
            selected={selected}
            hrefOf={(taskId) => (roomy ? taskHref(params, taskId) : `/tasks/${taskId}`)}
            onSelect={(taskId) => void navigate(taskHref(params, taskId), { replace: true })}
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
