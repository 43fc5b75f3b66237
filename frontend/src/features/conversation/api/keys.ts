export const commentKeys = {
  ofTicket: (number: string) => ['comments', number] as const,
};
