import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';

type Schemas = components['schemas'];
export type Correction = Schemas['AcceptTicketInputRequest'];
export type NewRule = Schemas['RuleInputRequest'];

const at = (id: number) => ({ params: { path: { ticket_id: id } } });

export function accept(id: number, body: Correction) {
  return unwrap(workflowService.POST('/tickets/{ticket_id}/accept/', { ...at(id), body }));
}

export function decline(id: number, message: string) {
  const body = { message };
  return unwrap(workflowService.POST('/tickets/{ticket_id}/decline/', { ...at(id), body }));
}

export function markDuplicate(id: number, body: { of: string; message: string }) {
  return unwrap(workflowService.POST('/tickets/{ticket_id}/duplicate/', { ...at(id), body }));
}

/** Without a moment it comes back now. */
export function snooze(id: number, until: string | null) {
  const body = { until };
  return unwrap(workflowService.POST('/tickets/{ticket_id}/snooze/', { ...at(id), body }));
}

export function makeRule(id: number, body: NewRule) {
  return unwrap(workflowService.POST('/tickets/{ticket_id}/rule/', { ...at(id), body }));
}
