import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import { calendarKeys } from './keys';

/** All calendars by name. */
export function useCalendars() {
  return useQuery({
    queryKey: calendarKeys.list,
    queryFn: () =>
      everyPage((page) =>
        unwrap(workflowService.GET('/calendars/', { params: { query: { page, page_size: 100 } } })),
      ),
  });
}
