export const notificationKeys = {
  all: ['notifications'] as const,
  recent: (unreadOnly: boolean) => ['notifications', 'recent', { unreadOnly }] as const,
};
