import { Button, Skeleton, Stack } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';

import classes from './rows.module.css';

/** A list of rows that wrap where there is little room. */
export function Rows({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  title: ReactNode;
  /** Where the row leads. */
  to?: string;
  /** Beside the title: states, marks. */
  badges?: ReactNode;
  /** Below the title; empty ones are left out. */
  facts?: ReactNode[];
  /** Under all of it, over the whole width. */
  below?: ReactNode;
  /** Buttons at the end. */
  children?: ReactNode;
}

export function Row({ title, to, badges, facts = [], below, children }: RowProps) {
  const said = facts.filter(Boolean);
  return (
    <li>
      <div className={classes.words}>
        <span className={classes.title}>
          {to ? (
            <Link to={to} className={classes.link}>
              {title}
            </Link>
          ) : (
            <span>{title}</span>
          )}
          {badges}
        </span>
        {said.length > 0 && (
          <span className={classes.facts}>
            {said.map((fact, index) => (
              <Fragment key={index}>
                {index > 0 && <span aria-hidden>·</span>}
                <span>{fact}</span>
              </Fragment>
            ))}
          </span>
        )}
      </div>
      {children && <div className={classes.aside}>{children}</div>}
      {below && <div className={classes.below}>{below}</div>}
    </li>
  );
}

export function RowsSkeleton() {
  return (
    <Stack gap="xs" aria-busy>
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={62} radius="lg" />
      ))}
    </Stack>
  );
}

interface MoreRowsProps {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The next page of a list, when there is one. */
export function MoreRows({ hasNextPage, isFetchingNextPage, fetchNextPage }: MoreRowsProps) {
  if (!hasNextPage) return null;
  return (
    <Button
      variant="subtle"
      fullWidth
      mt="sm"
      loading={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
    >
      {t('common.loadMore')}
    </Button>
  );
}
