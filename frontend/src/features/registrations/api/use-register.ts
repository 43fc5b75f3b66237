import { useMutation } from '@tanstack/react-query';

import type { components } from '@/api/auth';
import { authService, unwrap } from '@/api/client';

export type Registering = components['schemas']['RegisterEmployeeInputRequest'];

/** Ask for an account; the answer is the same for an address that has one. */
export function useRegister() {
  return useMutation({
    mutationFn: (body: Registering) =>
      unwrap(authService.POST('/api/v1/hdts/employees/register/', { body })),
  });
}
