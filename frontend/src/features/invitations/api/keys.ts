import type { InvitationFilter } from '../invitations';

export const invitationKeys = {
  all: ['invitations'] as const,
  list: (filter: InvitationFilter) => ['invitations', 'list', filter] as const,
  offer: (token: string) => ['invitations', 'offer', token] as const,
};
