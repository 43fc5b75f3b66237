import type { components } from '@/api/workflow';
import { t, tWord } from '@/shared/lib/i18n';

type Schemas = components['schemas'];
export type UnroutedTicket = Schemas['UnroutedTicketOutput'];
export type NearWorkflow = Schemas['NearWorkflowOutput'];

/** `Travel › Visa · HR` */
export function kindOf(one: {
  category?: string;
  sub_category?: string;
  department?: string;
}): string {
  const kind = [one.category, one.sub_category].filter(Boolean).join(' › ');
  return [kind, one.department].filter(Boolean).join(' · ');
}

/** What keeps a workflow from taking a ticket, in words. */
export function obstacleOf(near: NearWorkflow): string {
  return t(`unrouted.obstacle.${near.obstacle}`, {
    status: tWord('workflow.status', near.status ?? 'draft'),
    department: near.department ?? '',
    kind: kindOf(near),
  });
}

export function letterHref(letter: { id: number }): string {
  return `/failed-work/workflow/letters/${letter.id}`;
}

export function causeHref(letter: { cause: string }): string {
  return `/failed-work/workflow/causes/${letter.cause}`;
}
