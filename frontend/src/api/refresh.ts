const LOCK = 'tts-token-refresh';
// Only the moment of the last renewal is kept here; the tokens are in HttpOnly cookies.
const RENEWED_AT = 'tts.session.renewed-at';

function renewedAt(): number {
  return Number(localStorage.getItem(RENEWED_AT) ?? 0);
}

export function readCookie(name: string): string | undefined {
  const entry = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${name}=`));
  return entry && decodeURIComponent(entry.slice(name.length + 1));
}

/** `away`: whether the session has ended cannot be known before the sign-in service is back. */
export type Renewal = 'renewed' | 'ended' | 'away';

async function renew(): Promise<Renewal> {
  const csrfToken = readCookie('csrftoken');
  // It comes and goes with the session: without it there is nothing to renew.
  if (!csrfToken) return 'ended';
  const response = await fetch('/api/auth/token/refresh/?cookie=1', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': csrfToken },
    body: '{}',
  });
  if (!response.ok) return response.status >= 500 || response.status === 429 ? 'away' : 'ended';
  localStorage.setItem(RENEWED_AT, String(Date.now()));
  return 'renewed';
}

let ownTurn: Promise<Renewal> = Promise.resolve('renewed');

/** One at a time over all tabs; over this one where a page of plain HTTP has no locks. */
async function inTurn(run: () => Promise<Renewal>): Promise<Renewal> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks) return await locks.request(LOCK, run);
  ownTurn = ownTurn.then(run, run);
  return ownTurn;
}

/**
 * Renew the session of a request sent at `sentAt`. A refresh token is good for one use, so all
 * tabs queue on one lock and those who waited profit from the one that went first.
 */
export function renewSession(sentAt: number): Promise<Renewal> {
  return inTurn(async () => (renewedAt() >= sentAt ? 'renewed' : renew()));
}
