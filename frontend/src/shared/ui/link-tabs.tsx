import { NavLink } from 'react-router';

import classes from './link-tabs.module.css';

interface LinkTabsProps {
  label: string;
  tabs: { to: string; label: string }[];
}

/** Pages that belong together, each with its own address. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end className={classes.tab}>
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
