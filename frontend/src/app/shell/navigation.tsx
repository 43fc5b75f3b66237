import { Tooltip } from '@mantine/core';
import { Fragment } from 'react';
import { NavLink, useLocation, useSearchParams } from 'react-router';

import { InboxViews } from '@/features/tasks/components/inbox-views';
import { readFilter, viewHref } from '@/features/tasks/inbox-filter';
import { useHabits } from '@/features/views/api/use-habits';
import { useViews } from '@/features/views/api/use-views';

import { t } from '@/shared/lib/i18n';

import type { Destination } from './destinations';
import classes from './navigation.module.css';

interface NavigationProps {
  destinations: Destination[];
  narrow?: boolean;
  onNavigate?: () => void;
}

const GROUPS = ['work', 'portal', 'access', 'admin'] as const;
// Screens that have others below them.
const NESTED = ['/inbox', '/board', '/people'];

export function Navigation({ destinations, narrow = false, onNavigate }: NavigationProps) {
  const groups = GROUPS.map((name) => ({
    name,
    entries: destinations.filter((destination) => destination.group === name),
  })).filter((group) => group.entries.length > 0);

  return (
    <nav aria-label={t('nav.main')} className={classes.nav} data-narrow={narrow || undefined}>
      {groups.map((group) => (
        <div key={group.name} className={classes.group}>
          {!narrow && groups.length > 1 && (
            <p className={classes.heading}>{t(`nav.group.${group.name}`)}</p>
          )}
          {group.entries.map(({ path, label, icon: IconComponent }) => (
            <Fragment key={path}>
              <Tooltip label={t(label)} position="right" disabled={!narrow}>
                <NavLink
                  to={path}
                  end={!NESTED.includes(path)}
                  className={classes.link}
                  onClick={onNavigate}
                >
                  <IconComponent size={18} stroke={1.7} aria-hidden />
                  <span className={narrow ? 'visually-hidden' : undefined}>{t(label)}</span>
                </NavLink>
              </Tooltip>
              {path === '/inbox' && !narrow && <ViewsOfInbox onNavigate={onNavigate} />}
            </Fragment>
          ))}
        </div>
      ))}
    </nav>
  );
}

/** The views below the inbox, while it is open. */
function ViewsOfInbox({ onNavigate }: { onNavigate?: () => void }) {
  const { pathname } = useLocation();
  return pathname === '/inbox' ? <OpenViews onNavigate={onNavigate} /> : null;
}

function OpenViews({ onNavigate }: { onNavigate?: () => void }) {
  const [params] = useSearchParams();
  const views = useViews();
  const habits = useHabits();
  return (
    <InboxViews
      layout="column"
      current={readFilter(params, habits.data?.default_view).view}
      saved={views.data ?? []}
      hrefOf={(view) => viewHref(params, view)}
      onNavigate={onNavigate}
    />
  );
}
