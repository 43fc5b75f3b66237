import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { authService, ifMatch, unwrap, unwrapTagged } from '@/api/client';

import type { Availability, LeaveInput, Shift } from '../availability';

const keyOf = (user: number) => ['availability', user] as const;

/** When somebody works and when they are away. */
export function useAvailability(user: number) {
  return useQuery({
    queryKey: keyOf(user),
    queryFn: () =>
      unwrapTagged(authService.GET('/api/v1/availability/', { params: { query: { user } } })),
  });
}

/** Every change is made to what is shown: 412 when somebody else has changed it meanwhile. */
function useSeen(seen: Availability) {
  const queryClient = useQueryClient();
  return {
    params: { query: { user: seen.user_id }, ...ifMatch(seen.etag) },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keyOf(seen.user_id) }),
  };
}

export function useSetWeek(seen: Availability) {
  const { params, onSettled } = useSeen(seen);
  return useMutation({
    mutationFn: (body: { time_zone: string; shifts: Shift[] }) =>
      unwrap(authService.PUT('/api/v1/availability/', { params, body })),
    onSettled,
  });
}

/** Enter a leave, or replace the one of this id. */
export function useSaveLeave(seen: Availability, id?: number) {
  const { params, onSettled } = useSeen(seen);
  return useMutation({
    mutationFn: (body: LeaveInput) =>
      id === undefined
        ? unwrap(authService.POST('/api/v1/availability/leaves/', { params, body }))
        : unwrap(
            authService.PUT('/api/v1/availability/leaves/{leave_id}/', {
              params: { ...params, path: { leave_id: id } },
              body,
            }),
          ),
    onSettled,
  });
}

export function useRemoveLeave(seen: Availability, id: number) {
  const { params, onSettled } = useSeen(seen);
  return useMutation({
    mutationFn: () =>
      unwrap(
        authService.DELETE('/api/v1/availability/leaves/{leave_id}/', {
          params: { ...params, path: { leave_id: id } },
        }),
      ),
    onSettled,
  });
}
