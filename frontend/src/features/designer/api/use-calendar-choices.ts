import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import { designerKeys } from './keys';

const PAGE_SIZE = 100;

/** The calendars a workflow can count in, by name. */
export function useCalendarChoices() {
  return useQuery({
    queryKey: designerKeys.calendars,
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          workflowService.GET('/calendars/', { params: { query: { page, page_size: PAGE_SIZE } } }),
        ),
      ),
    staleTime: 60_000,
  });
}
