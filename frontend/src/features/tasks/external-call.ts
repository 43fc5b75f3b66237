import { hasRole, type Session } from '@/shared/lib/session';

import type { ExternalCall, Task, TaskDetail } from './task';

/** The question whose answer the task waits for somebody to decide about. */
export function openQuestion(task: TaskDetail): ExternalCall | null {
  if (task.status !== 'pending_external') return null;
  const open = task.external_calls.findLast((call) => call.resolution === '');
  return (open as ExternalCall | undefined) ?? null;
}

export function mayDecide(session: Session, task: Task): boolean {
  return task.assigned_user === session.id || hasRole(session, 'Admin');
}

/** The fields of a request that was never sent because they were not right, as they stand. */
export function faultyFields({
  error_code: code,
  reason,
  request,
}: ExternalCall): [string, string][] {
  if (code !== 'INVALID_REQUEST' || typeof request !== 'object' || request === null) return [];
  return Object.entries(request)
    .filter(([name]) => reason.includes(`${name} must be`))
    .map(([name, value]) => [name, typeof value === 'string' ? value : '']);
}
