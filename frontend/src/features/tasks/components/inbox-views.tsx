import {
  IconAlertCircle,
  IconAt,
  IconBookmark,
  IconCircleCheck,
  IconEye,
  IconFlame,
  IconHourglass,
  IconInbox,
  IconStack2,
  IconUserQuestion,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';

import { counted } from '@/shared/lib/counted';
import { t } from '@/shared/lib/i18n';

import { useViewCounts } from '../api/use-view-counts';
import { VIEWS, type SavedKey, type View } from '../inbox-filter';
import classes from './inbox-views.module.css';

const ICONS: Record<View, Icon> = {
  mine: IconInbox,
  unassigned: IconUserQuestion,
  waiting: IconHourglass,
  mentioned: IconAt,
  watching: IconEye,
  at_risk: IconAlertCircle,
  breached: IconFlame,
  all: IconStack2,
  done: IconCircleCheck,
};

interface InboxViewsProps {
  current: View | SavedKey;
  saved: { key: string; name: string; mine: boolean }[];
  hrefOf: (view: View | SavedKey) => string;
  layout: 'row' | 'column';
  onNavigate?: () => void;
}

/** The views of the inbox: those everybody has with live counts, and the saved ones. */
export function InboxViews({ current, saved, hrefOf, layout, onNavigate }: InboxViewsProps) {
  const counts = useViewCounts();
  const list = useRef<HTMLElement>(null);
  // In a row that scrolls, the view that is shown may be out of sight.
  useEffect(() => {
    const shown = list.current?.querySelector('[aria-current]');
    shown?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return (
    <nav ref={list} className={classes.views} data-layout={layout} aria-label={t('inbox.views')}>
      {VIEWS.map((view) => (
        <ViewLink
          key={view}
          name={t(`inbox.view.${view}`)}
          icon={ICONS[view]}
          current={view === current}
          href={hrefOf(view)}
          count={counts.data?.[view]}
          alarming={view === 'breached' && !!counts.data?.breached}
          onNavigate={onNavigate}
        />
      ))}
      {saved.map((view) => (
        <ViewLink
          key={view.key}
          name={view.name}
          icon={view.mine ? IconBookmark : IconUsersGroup}
          current={view.key === current}
          href={hrefOf(view.key as SavedKey)}
          count={counts.data?.saved[view.key] ?? undefined}
          onNavigate={onNavigate}
        />
      ))}
    </nav>
  );
}

interface ViewLinkProps {
  name: string;
  icon: Icon;
  current: boolean;
  href: string;
  /** Unknown at first, and of a view that asks for what the list does not know any more. */
  count?: number;
  alarming?: boolean;
  onNavigate?: () => void;
}

function ViewLink(props: ViewLinkProps) {
  const { name, icon: IconComponent, current, href, count, alarming, onNavigate } = props;
  return (
    <Link
      to={href}
      className={classes.view}
      onClick={onNavigate}
      aria-current={current ? 'page' : undefined}
      data-alarming={alarming || undefined}
    >
      <IconComponent size={15} stroke={1.8} aria-hidden />
      <span className={classes.name}>{name}</span>
      {count !== undefined && <span className={classes.count}>{counted(count)}</span>}
    </Link>
  );
}
