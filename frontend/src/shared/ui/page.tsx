import { Anchor, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import classes from './page.module.css';

interface PageProps {
  title: string;
  /** The list this page is a part of. */
  back?: { to: string; label: string };
  /** Buttons and fields beside the title. */
  actions?: ReactNode;
  /** Text to read is kept narrower than tables and drawings. */
  narrow?: boolean;
  children: ReactNode;
}

/** A screen with a heading; its title is also the window's. */
export function Page({ title, back, actions, narrow = false, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      {back && (
        <Anchor component={Link} to={back.to} className={classes.back}>
          <IconArrowLeft size={15} aria-hidden />
          {back.label}
        </Anchor>
      )}
      <div className={classes.head}>
        <Title order={1}>{title}</Title>
        <div className={classes.actions}>{actions}</div>
      </div>
      {children}
    </div>
  );
}
