import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import type { RegistrationFilter } from '../registrations';

const REGISTRATIONS = ['registrations'] as const;
const PAGE_SIZE = 50;

const pathOf = (id: number) => ({ params: { path: { registration_id: id } } });

/** Registrations with a proven address, the newest first. */
export function useRegistrations({ status, search }: RegistrationFilter) {
  return useInfiniteQuery({
    queryKey: [...REGISTRATIONS, status, search],
    queryFn: ({ pageParam: page }) =>
      unwrap(
        authService.GET('/api/v1/hdts/employees/', {
          params: { query: { page, page_size: PAGE_SIZE, status, ...(search && { search }) } },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
  });
}

/** Open the account that was asked for. */
export function useApprove(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(authService.POST('/api/v1/hdts/employees/{registration_id}/approve/', pathOf(id))),
    onSettled: () => queryClient.invalidateQueries({ queryKey: REGISTRATIONS }),
  });
}

/** Refuse it; the reason is mailed to the address. */
export function useReject(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        authService.POST('/api/v1/hdts/employees/{registration_id}/reject/', {
          ...pathOf(id),
          body: { reason },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: REGISTRATIONS }),
  });
}
