import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { ApiError } from '../lib/api-error';
import { ErrorState } from './error-state';
import { LinesSkeleton } from './lines-skeleton';

interface QueryViewProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
  /** What takes the place of the data while it is fetched. */
  skeleton?: ReactNode;
  /** A failure is then all there is on the page. */
  wholePage?: boolean;
}

/** Not there any more, as opposed to a service that does not answer just now. */
function isLost(error: Error): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 403);
}

/** The three faces of fetched data: on its way, failed, there. */
export function QueryView<Data>({
  query,
  children,
  skeleton = <LinesSkeleton />,
  wholePage,
}: QueryViewProps<Data>) {
  if (query.isPending) return skeleton;
  if (query.isError && (query.data === undefined || isLost(query.error))) {
    return (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} wholePage={wholePage} />
    );
  }
  return children(query.data as Data);
}
