import { Navigate } from 'react-router';

import { homeOf, useSession } from '@/shared/lib/session';

export function HomeRedirect() {
  return <Navigate to={homeOf(useSession())} replace />;
}
