import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { ticketService, unwrap, workflowService } from '@/api/client';

interface FoundTicket {
  id: string;
  label: string;
  detail: string;
  path: string;
}

const SHOWN = 8;
const SHORTEST = 2;

async function findTasks(search: string): Promise<FoundTicket[]> {
  const found = await unwrap(
    workflowService.GET('/tasks/', { params: { query: { search, page_size: SHOWN } } }),
  );
  return found.results.map((task) => ({
    id: task.number,
    label: task.title,
    detail: task.ticket_number,
    path: `/tasks/${task.task_id}`,
  }));
}

async function findOwn(search: string): Promise<FoundTicket[]> {
  const found = await unwrap(
    ticketService.GET('/tickets/mine/', { params: { query: { search, page_size: SHOWN } } }),
  );
  return found.results.map((ticket) => ({
    id: ticket.ticket_number,
    label: ticket.subject,
    detail: ticket.ticket_number,
    path: `/portal/tickets/${encodeURIComponent(ticket.ticket_number)}`,
  }));
}

/** Tickets whose number or words match: all visible ones for staff, their own for others. */
export function useFoundTickets(search: string, staff: boolean) {
  return useQuery({
    queryKey: ['palette', staff, search],
    queryFn: () => (staff ? findTasks(search) : findOwn(search)),
    enabled: search.length >= SHORTEST,
    placeholderData: keepPreviousData,
  });
}
