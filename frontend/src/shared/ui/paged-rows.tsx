import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { ErrorState } from './error-state';
import { MoreRows, Rows, RowsSkeleton } from './rows';

interface PagedRowsProps<Item> {
  query: UseInfiniteQueryResult<InfiniteData<{ results: Item[] }>>;
  label: string;
  /** What is shown instead of no rows at all. */
  empty: ReactNode;
  children: (item: Item) => ReactNode;
}

/** The faces of a list that is fetched page by page: on its way, failed, empty, there. */
export function PagedRows<Item>({ query, label, empty, children }: PagedRowsProps<Item>) {
  if (query.isPending) return <RowsSkeleton />;
  if (query.isError && query.data === undefined) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const items = query.data?.pages.flatMap((page) => page.results) ?? [];
  if (items.length === 0) return empty;
  return (
    <>
      <Rows label={label}>{items.map(children)}</Rows>
      <MoreRows {...query} />
    </>
  );
}
