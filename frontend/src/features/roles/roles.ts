import type { components } from '@/api/auth';

type Schemas = components['schemas'];
export type System = Schemas['SystemOutput'];
export type NewRole = Schemas['CreateRoleInputRequest'];
export type RoleChange = Schemas['PatchedChangeRoleInputRequest'];
export type NewSystem = Schemas['CreateSystemInputRequest'];

/** `tasks.act, tasks.claim` as typed, with commas or spaces. */
export function readPermissions(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
