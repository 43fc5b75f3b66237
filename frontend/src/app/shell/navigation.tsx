import { Tooltip } from '@mantine/core';
import { NavLink } from 'react-router';

import { t } from '@/shared/lib/i18n';

import type { Destination } from './destinations';
import classes from './navigation.module.css';

interface NavigationProps {
  destinations: Destination[];
  narrow?: boolean;
  onNavigate?: () => void;
}

const GROUPS = ['work', 'portal', 'admin'] as const;

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
            <Tooltip key={path} label={t(label)} position="right" disabled={!narrow}>
              <NavLink
                to={path}
                end={path !== '/inbox'}
                className={classes.link}
                onClick={onNavigate}
              >
                <IconComponent size={18} stroke={1.7} aria-hidden />
                <span className={narrow ? 'visually-hidden' : undefined}>{t(label)}</span>
              </NavLink>
            </Tooltip>
          ))}
        </div>
      ))}
    </nav>
  );
}
