import type { components, operations } from '@/api/auth';

export type Verdict = components['schemas']['AccessCheckOutput'];
export type Action = operations['api_v1_access_check_retrieve']['parameters']['query']['action'];

export const ACTIONS: readonly Action[] = [
  'tasks.see',
  'tasks.act',
  'tasks.hand_on',
  'tasks.direct',
  'workflows.read',
  'workflows.edit',
  'macros.read',
  'macros.use',
  'macros.share',
  'reports.read',
  'audit.read',
  'administration.read',
  'administration.edit',
];

export interface Question {
  user: number | null;
  action: Action | null;
}

export function readQuestion(params: URLSearchParams): Question {
  const user = Number(params.get('user'));
  return {
    user: Number.isSafeInteger(user) && user > 0 ? user : null,
    action: ACTIONS.find((action) => action === params.get('action')) ?? null,
  };
}

export function writeQuestion({ user, action }: Question): URLSearchParams {
  return new URLSearchParams({ ...(user && { user: String(user) }), ...(action && { action }) });
}
