import type { components } from '@/api/auth';
import { hasRole, type Session } from '@/shared/lib/session';

type Schemas = components['schemas'];
export type Person = Schemas['PersonOutput'];
/** With the ETag of the state that is shown. */
export type SeenPerson = Person & { etag?: string };
export type NewPerson = Schemas['CreatePersonInputRequest'];
export type PersonChange = Schemas['PatchedChangePersonInputRequest'];
export type Assignment = Schemas['AssignmentOutput'];

export const STATES = ['active', 'inactive'] as const;

/** Which people are listed; every part is in the address of the page. */
export interface PeopleFilter {
  search: string;
  /** Name of a TTS role; null for any. */
  role: string | null;
  state: (typeof STATES)[number] | null;
}

export function readFilter(params: URLSearchParams): PeopleFilter {
  return {
    search: params.get('search') ?? '',
    role: params.get('role'),
    state: STATES.find((state) => state === params.get('state')) ?? null,
  };
}

export function writeFilter({ search, role, state }: PeopleFilter): URLSearchParams {
  return new URLSearchParams({
    ...(search && { search }),
    ...(role && { role }),
    ...(state && { state }),
  });
}

export function rolesOf({ roles }: Pick<Person, 'roles'>): string {
  return roles
    .map(({ system, role }) => (system === 'TTS' ? role : `${role} (${system})`))
    .join(', ');
}

/** Sessions, protection and the log are nobody else's business. */
export function maySeeSignIns(session: Session): boolean {
  return hasRole(session, 'Admin', 'Auditor');
}
