import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

import classes from './page.module.css';

interface PageProps {
  title: string;
  /** Buttons and fields beside the title. */
  actions?: ReactNode;
  /** Text to read is kept narrower than tables and drawings. */
  narrow?: boolean;
  children: ReactNode;
}

/** A screen with a heading; its title is also the window's. */
export function Page({ title, actions, narrow = false, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      <div className={classes.head}>
        <Title order={1}>{title}</Title>
        <div className={classes.actions}>{actions}</div>
      </div>
      {children}
    </div>
  );
}
