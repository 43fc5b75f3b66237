import { Center, Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Navigate, useLocation } from 'react-router';

import { FollowLanguage } from '@/features/profile/components/follow-language';
import { FollowTheme } from '@/features/profile/components/follow-theme';
import { useMe } from '@/features/session/api/use-me';
import { t } from '@/shared/lib/i18n';
import { SessionContext } from '@/shared/lib/session';
import { ErrorState } from '@/shared/ui/error-state';

import { Shell } from './shell/shell';

const StepUpDialog = lazy(async () => ({
  default: (await import('@/features/session/components/step-up-dialog')).StepUpDialog,
}));

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
    return <Navigate to={`/sign-in${queryFor(pathname, search)}`} replace />;
  }
  return (
    <SessionContext value={me.data}>
      <FollowTheme />
      <FollowLanguage>
        <Shell />
        <Suspense>
          <StepUpDialog />
        </Suspense>
      </FollowLanguage>
    </SessionContext>
  );
}

/** Where to go afterwards; at the door, how the organisation's sign-in ended. */
function queryFor(pathname: string, search: string): string {
  if (pathname === '/') return search;
  return `?next=${encodeURIComponent(pathname + search)}`;
}
