export const calendarKeys = {
  all: ['calendars'] as const,
  list: ['calendars', 'list'] as const,
  one: (id: number) => ['calendars', 'one', id] as const,
  preview: (body: unknown) => ['calendars', 'preview', body] as const,
};
