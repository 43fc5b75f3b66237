import type { components } from '@/api/auth';
import type { Session } from '@/shared/lib/session';

import { MARIA } from './render';

type Schemas = components['schemas'];

export const ADMIN: Session = { ...MARIA, id: 1, roles: [{ system: 'TTS', role: 'Admin' }] };
export const AUDITOR: Session = { ...MARIA, id: 2, roles: [{ system: 'TTS', role: 'Auditor' }] };

/** A person as the list shows them, with what the test is about put in. */
export function makePerson(facts: Partial<Schemas['PersonOutput']> = {}): Schemas['PersonOutput'] {
  return {
    id: 12,
    username: 'zoe.lind',
    email: 'zoe.lind@example.com',
    full_name: 'Zoë Lind',
    department: 'IT',
    is_active: true,
    roles: [{ system: 'TTS', role: 'IT Support' }],
    created_at: '2026-11-21T10:00:00Z',
    updated_at: '2026-11-21T10:00:00Z',
    ...facts,
  };
}

export function makeRole(facts: Partial<Schemas['RoleOutput']> = {}): Schemas['RoleOutput'] {
  return {
    id: 6,
    name: 'IT Support',
    system: 'TTS',
    description: 'Helps with devices',
    permissions: ['tasks.act'],
    is_active: true,
    requires_second_factor: false,
    version: 1,
    created_at: '2026-11-21T10:00:00Z',
    updated_at: '2026-11-21T10:00:00Z',
    ...facts,
  };
}

/** One page that holds all rows of a numbered list. */
export function pageOf(...results: object[]) {
  return { count: results.length, next: null, previous: null, results };
}

/** A refusal in the form of every service. */
export function refusal(
  status: number,
  code: string,
  error: string,
  details: { field: string; message: string }[] = [],
): Response {
  return Response.json({ error, code, details }, { status });
}
