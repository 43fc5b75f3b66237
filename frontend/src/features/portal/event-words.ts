import type { components } from '@/api/ticket';
import { t, tWord } from '@/shared/lib/i18n';

type TicketEvent = components['schemas']['EventOutput'];

/** What happened to a ticket, in the reader's language; `source` is the system that sent it. */
export function eventInWords(event: TicketEvent, source: string): string {
  switch (event.kind) {
    case 'created':
      return t('myTicket.event.created', { source: tWord('myTicket.source', source) });
    case 'updated':
      return t('myTicket.event.updated', { fields: fieldsOf(event) });
    case 'amended':
      return t('myTicket.event.amended', { fields: fieldsOf(event) });
    case 'status':
      return [tWord('status', event.status), event.step, personOf(event)]
        .filter(Boolean)
        .join(' · ');
  }
}

function personOf({ assignee }: TicketEvent): string {
  return assignee ? t('myTicket.event.with', { name: assignee.name }) : '';
}

function fieldsOf({ changes }: TicketEvent): string {
  const names = changes.map(({ field }) => tWord('myTicket.field', field));
  return names.length > 0 ? names.join(', ') : t('myTicket.event.nothing');
}
