import { Center } from '@mantine/core';
import { useRouteError } from 'react-router';

import { ErrorState } from '@/shared/ui/error-state';

/** Shown when a screen itself fails, for instance because its script could not be loaded. */
export function RouteError() {
  const error = useRouteError();
  return (
    <Center h="100%" p="lg">
      <ErrorState wholePage error={error} onRetry={() => window.location.reload()} />
    </Center>
  );
}
