export const portalKeys = {
  categories: ['portal', 'categories'] as const,
  tickets: ['portal', 'tickets'] as const,
  ticketList: (search: string, open: boolean) =>
    ['portal', 'tickets', 'list', search, open] as const,
  ticket: (number: string) => ['portal', 'tickets', number] as const,
  timeline: (number: string) => ['portal', 'tickets', number, 'timeline'] as const,
};
