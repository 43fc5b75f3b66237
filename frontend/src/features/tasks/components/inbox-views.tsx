import {
  IconAlertCircle,
  IconCircleCheck,
  IconFlame,
  IconInbox,
  IconStack2,
  IconUserQuestion,
  type Icon,
} from '@tabler/icons-react';
import { Link } from 'react-router';

import { counted } from '@/shared/lib/counted';
import { t } from '@/shared/lib/i18n';

import { useTaskCount } from '../api/use-task-count';
import { VIEWS, type View } from '../inbox-filter';
import classes from './inbox-views.module.css';

const ICONS: Record<View, Icon> = {
  mine: IconInbox,
  unassigned: IconUserQuestion,
  at_risk: IconAlertCircle,
  breached: IconFlame,
  all: IconStack2,
  done: IconCircleCheck,
};

interface InboxViewsProps {
  current: View;
  hrefOf: (view: View) => string;
  layout: 'row' | 'column';
  onNavigate?: () => void;
}

/** The views of the inbox with live counts. */
export function InboxViews({ current, hrefOf, layout, onNavigate }: InboxViewsProps) {
  return (
    <nav className={classes.views} data-layout={layout} aria-label={t('inbox.views')}>
      {VIEWS.map((view) => (
        <ViewLink
          key={view}
          view={view}
          current={view === current}
          href={hrefOf(view)}
          onNavigate={onNavigate}
        />
      ))}
    </nav>
  );
}

interface ViewLinkProps {
  view: View;
  current: boolean;
  href: string;
  onNavigate?: () => void;
}

function ViewLink({ view, current, href, onNavigate }: ViewLinkProps) {
  const count = useTaskCount(view);
  const IconComponent = ICONS[view];
  return (
    <Link
      to={href}
      className={classes.view}
      onClick={onNavigate}
      aria-current={current ? 'page' : undefined}
      data-alarming={view === 'breached' && !!count.data ? true : undefined}
    >
      <IconComponent size={15} stroke={1.8} aria-hidden />
      {t(`inbox.view.${view}`)}
      <span className={classes.count}>{count.data === undefined ? '–' : counted(count.data)}</span>
    </Link>
  );
}
