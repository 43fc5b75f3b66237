import { createContext, use } from 'react';

import type { LanguageChoice } from './i18n';

export interface RoleReference {
  system: string;
  role: string;
}

/** The person who is signed in. */
export interface Session {
  id: number;
  username: string;
  fullName: string;
  email: string;
  roles: RoleReference[];
  theme?: 'system' | 'light' | 'dark';
  language?: LanguageChoice;
  /** Of the profile, in which times are shown. */
  timeZone?: string;
}

/** Query key that begins everything about the person who is signed in. */
export const SESSION = 'session';

export const SessionContext = createContext<Session | null>(null);

/** The person who is signed in; only for screens behind the sign-in. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs a signed-in person');
  return session;
}

const OWN_SYSTEM = 'TTS';
const REQUESTER = 'Requester';

/** Names of the roles the person has in this system. */
export function rolesHere(session: Session): string[] {
  return session.roles.filter((entry) => entry.system === OWN_SYSTEM).map((entry) => entry.role);
}

export function hasRole(session: Session, ...wanted: string[]): boolean {
  return rolesHere(session).some((role) => wanted.includes(role));
}

/** Whether the person may change people, roles and keys, as opposed to looking at them. */
export function isAdmin(session: Session): boolean {
  return hasRole(session, 'Admin');
}

/** Whether the person works on tickets, as opposed to only asking for help. */
export function isStaff(session: Session): boolean {
  return rolesHere(session).some((role) => role !== REQUESTER);
}

const ONLY_READ = ['Auditor', REQUESTER];

/** Whether the person runs macros on tickets and keeps their own. */
export function mayRunMacros(session: Session): boolean {
  return rolesHere(session).some((role) => !ONLY_READ.includes(role));
}

/** Where the person starts after signing in. */
export function homeOf(session: Session): string {
  return isStaff(session) ? '/inbox' : '/portal/tickets';
}
