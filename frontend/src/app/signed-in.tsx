import { Center, Loader } from '@mantine/core';
import { Navigate, useLocation } from 'react-router';

import { useMe } from '@/features/session/api/use-me';
import { t } from '@/shared/lib/i18n';
import { SessionContext } from '@/shared/lib/session';
import { ErrorState } from '@/shared/ui/error-state';

import { Shell } from './shell/shell';

/** Everything that needs a signed-in person; others are sent to sign in and brought back. */
export function SignedIn() {
  const me = useMe();
  const { pathname, search } = useLocation();

  if (me.isPending) {
    return (
      <Center h="100%">
        <Loader aria-label={t('common.loading')} />
      </Center>
    );
  }
  // Whoever is known goes on working while auth_service is away.
  if (me.isError && !me.data) {
    return (
      <Center h="100%">
        <ErrorState wholePage error={me.error} onRetry={() => void me.refetch()} />
      </Center>
    );
  }
  if (!me.data) {
    const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${next}`} replace />;
  }
  return (
    <SessionContext value={me.data}>
      <Shell />
    </SessionContext>
  );
}
