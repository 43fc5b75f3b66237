import type { components } from '@/api/auth';

type Schemas = components['schemas'];
export type Registration = Schemas['RegistrationOutput'];
export type RegistrationStatus = Schemas['RegistrationOutputStatusEnum'];

export const STATUSES: readonly RegistrationStatus[] = ['pending', 'approved', 'rejected'];

export interface RegistrationFilter {
  status: RegistrationStatus;
  search: string;
}

export function readFilter(params: URLSearchParams): RegistrationFilter {
  return {
    status: STATUSES.find((status) => status === params.get('status')) ?? 'pending',
    search: params.get('search') ?? '',
  };
}

/** The query of an address for `filter`, without what equals the default. */
export function writeFilter({ status, search }: RegistrationFilter): URLSearchParams {
  return new URLSearchParams({
    ...(status !== 'pending' && { status }),
    ...(search && { search }),
  });
}
