import { useQuery } from '@tanstack/react-query';

import { sessionKeys } from './keys';

export const OPENID_ADDRESS = '/api/auth/token/openid/';

/** It sends the browser on to the provider; where there is none, it answers 404. */
async function isConfigured(): Promise<boolean> {
  const response = await fetch(OPENID_ADDRESS, { redirect: 'manual' }).catch(() => null);
  return response?.type === 'opaqueredirect';
}

/** Whether people can sign in with the account of their organisation. */
export function useOpenId() {
  return useQuery({ queryKey: sessionKeys.openId, queryFn: isConfigured, staleTime: Infinity });
}
