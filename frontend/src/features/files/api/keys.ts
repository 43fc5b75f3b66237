export const fileKeys = {
  rules: ['files', 'rules'] as const,
  ofTicket: (number: string) => ['files', 'ticket', number] as const,
};
