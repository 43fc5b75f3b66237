import type { components } from '@/api/auth';

type Schemas = components['schemas'];
export type Invitation = Schemas['InvitationOutput'];
export type InvitationStatus = Schemas['InvitationOutputStatusEnum'];
export type Offer = Schemas['OfferOutput'];
export type Acceptance = Schemas['AcceptInvitationInputRequest'];
export type NewInvitation = Schemas['InviteInputRequest'];

export const STATUSES: readonly InvitationStatus[] = ['open', 'expired', 'accepted', 'revoked'];

export interface InvitationFilter {
  /** Null for all of them. */
  status: InvitationStatus | null;
  search: string;
}

export function readFilter(params: URLSearchParams): InvitationFilter {
  return {
    status: STATUSES.find((status) => status === params.get('status')) ?? null,
    search: params.get('search') ?? '',
  };
}

export function writeFilter({ status, search }: InvitationFilter): URLSearchParams {
  return new URLSearchParams({ ...(status && { status }), ...(search && { search }) });
}
