import { t } from '@/shared/lib/i18n';
import { uuid } from '@/shared/lib/uuid';

import { readCookie, renewSession } from './refresh';
import { provenAfter } from './step-up';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
// Answers to these say something about the credentials given, not about the session.
const CREDENTIAL_PATHS = ['/api/auth/token/', '/api/auth/logout/'];

type Listener = () => void;
const signedOutListeners = new Set<Listener>();

/** Call `listener` whenever a request shows that the session has ended for good. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

function prepare(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set('X-Correlation-ID', uuid());
  if (!SAFE.has(request.method)) headers.set('X-CSRFToken', readCookie('csrftoken') ?? '');
  return new Request(request, { headers, credentials: 'same-origin' });
}

function isCredentialRequest(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return CREDENTIAL_PATHS.some((path) => pathname.startsWith(path));
}

/** Nobody is signed out because the sign-in service is away: they could not sign in again. */
function notNow(): Response {
  const body = { error: t('error.notRenewed'), code: 'SERVICE_UNAVAILABLE' };
  return Response.json(body, { status: 503 });
}

/**
 * `fetch` for the services: adds CSRF and correlation headers, renews an expired session once, and
 * repeats a request for which the person had to prove again who they are.
 */
export async function authorisedFetch(request: Request): Promise<Response> {
  const spare = request.clone();
  const response = await renewingFetch(request);
  return (await provenAfter(response)) ? renewingFetch(spare) : response;
}

async function renewingFetch(request: Request): Promise<Response> {
  const spare = request.clone();
  const sentAt = Date.now();
  const response = await fetch(prepare(request));
  if (response.status !== 401 || isCredentialRequest(request)) return response;

  const renewal = await renewSession(sentAt);
  if (renewal === 'away') return notNow();
  const again = renewal === 'renewed' ? await fetch(prepare(spare)) : response;
  if (again.status === 401) for (const listener of signedOutListeners) listener();
  return again;
}
