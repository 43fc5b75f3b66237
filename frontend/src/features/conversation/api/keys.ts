export const commentKeys = {
  ofTicket: (number: string) => ['comments', number] as const,
  draft: (number: string) => ['drafts', number] as const,
  marker: (number: string) => ['read-markers', number] as const,
};
