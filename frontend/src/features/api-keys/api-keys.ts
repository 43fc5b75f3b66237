import type { components } from '@/api/auth';

type Schemas = components['schemas'];
export type ApiKey = Schemas['ApiKeyOutput'];
export type NewApiKey = Schemas['NewApiKeyOutput'];
export type Scope = Schemas['ApiKeyScopeEnum'];

export const SCOPES: readonly Scope[] = ['tickets.read', 'tickets.write', 'notifications.send'];
/** Keys end within a year; days until then, the usual choice first. */
export const LIFETIMES = [90, 30, 180, 365] as const;
/** For how many hours the former key still opens after another took its place. */
export const OVERLAPS = [24, 0, 24 * 7] as const;

export type KeyState = 'usable' | 'expired' | 'revoked';

export function stateOf(key: ApiKey, now: number): KeyState {
  if (key.revoked_at) return 'revoked';
  return Date.parse(key.expires_at) <= now ? 'expired' : 'usable';
}

const DAY_MS = 24 * 3600 * 1000;

/** The moment `days` from `now`, as the service reads it. */
export function expiryIn(days: number, now: number): string {
  return new Date(now + days * DAY_MS).toISOString();
}
