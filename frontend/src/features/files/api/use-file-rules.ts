import { useQuery } from '@tanstack/react-query';

import { ticketService, unwrap } from '@/api/client';

import { fileKeys } from './keys';

/** What kinds of files are taken, and how large they may be. */
export function useFileRules() {
  return useQuery({
    queryKey: fileKeys.rules,
    queryFn: () => unwrap(ticketService.GET('/attachments/rules/')),
    staleTime: Infinity,
  });
}
