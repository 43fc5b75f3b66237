import type { components } from '@/api/auth';

type Schemas = components['schemas'];
export type ServiceClient = Schemas['ServiceClientOutput'];
export type NewServiceClient = Schemas['NewServiceClientOutput'];
export type ServiceScope = Schemas['ServiceScopeEnum'];

export const SCOPES: readonly ServiceScope[] = [
  'tickets.read',
  'tickets.write',
  'tickets.access',
  'users.read',
  'roles.read',
  'workflows.read',
  'revocations.read',
  'api_keys.read',
];
/** For how many hours the former secret still works after another took its place. */
export const OVERLAPS = [24, 0, 1, 24 * 7] as const;

/** TTS's own services: what they may is decided by what they are, not by an Admin. */
export function isOwn({ client_id: id }: ServiceClient): boolean {
  return OWN.has(id);
}

const OWN = new Set([
  'auth_service',
  'workflow_api',
  'ticket_service',
  'messaging_service',
  'notification_service',
]);
