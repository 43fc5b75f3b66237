import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Ask again for everything below `queryKey`, because the server said that it changed.
 *
 * An answer that is on its way may be older than what made us ask. Invalidating alone waits for a
 * first answer instead of asking again, so it is called off before.
 */
export async function loadAnew(queryClient: QueryClient, queryKey: QueryKey): Promise<void> {
  await queryClient.cancelQueries({ queryKey });
  await queryClient.invalidateQueries({ queryKey });
}
