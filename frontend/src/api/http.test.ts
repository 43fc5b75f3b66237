import { beforeEach, describe, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';

import { authorisedFetch, onSignedOut } from './http';

const TASKS = 'GET /api/workflow/tasks/';
const REFRESH = 'POST /api/auth/token/refresh/';

let server: FakeServer;
let signedIn: boolean;

function ask(path: string, init?: RequestInit) {
  return authorisedFetch(new Request(new URL(path, location.href), init));
}

function count(route: string): number {
  return server.asked.filter((asked) => asked === route).length;
}

beforeEach(() => {
  server = startFakeServer();
  signedIn = false;
  document.cookie = 'csrftoken=abc';
  server.on(TASKS, () => (signedIn ? { results: [] } : new Response('{}', { status: 401 })));
  server.on(REFRESH, () => {
    signedIn = true;
    return {};
  });
});

it('sends the CSRF token with what changes something, and only with that', async () => {
  const seen: (string | null)[] = [];
  const note = (request: Request) => {
    seen.push(request.headers.get('X-CSRFToken'));
    return {};
  };
  server.on('GET /api/x/', note);
  server.on('POST /api/x/', note);

  await ask('/api/x/');
  await ask('/api/x/', { method: 'POST', body: '{}' });

  expect(seen).toEqual([null, 'abc']);
});

it('gives every request an id to trace it by', async () => {
  const ids = new Set<string | null>();
  server.on('GET /api/x/', (request) => {
    ids.add(request.headers.get('X-Correlation-ID'));
    return {};
  });

  await ask('/api/x/');
  await ask('/api/x/');

  expect(ids.size).toBe(2);
  expect(ids).not.toContain(null);
});

describe('with an expired session', () => {
  it('renews it and asks again', async () => {
    const response = await ask('/api/workflow/tasks/');

    expect(response.status).toBe(200);
    expect(server.asked).toEqual([TASKS, REFRESH, TASKS]);
  });

  it('sends the body again too', async () => {
    const bodies: string[] = [];
    server.on('POST /api/x/', async (request) => {
      bodies.push(await request.text());
      return signedIn ? {} : new Response('{}', { status: 401 });
    });

    await ask('/api/x/', { method: 'POST', body: '{"a":1}' });

    expect(bodies).toEqual(['{"a":1}', '{"a":1}']);
  });

  it('renews it once for all requests that met it', async () => {
    const responses = await Promise.all([1, 2, 3].map(() => ask('/api/workflow/tasks/')));

    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(count(REFRESH)).toBe(1);
  });

  it('says so when it cannot be renewed', async () => {
    let said = 0;
    const forget = onSignedOut(() => (said += 1));
    server.on(REFRESH, () => new Response('{}', { status: 401 }));

    const response = await ask('/api/workflow/tasks/');
    forget();

    expect(response.status).toBe(401);
    expect(said).toBe(1);
  });

  it('signs nobody out because the sign-in service is away', async () => {
    let said = 0;
    const forget = onSignedOut(() => (said += 1));
    server.on(REFRESH, () => new Response('', { status: 502 }));

    const response = await ask('/api/workflow/tasks/');
    forget();

    expect(response.status).toBe(503);
    expect(said).toBe(0);
  });
});

it('does not try to renew what never began', async () => {
  document.cookie = 'csrftoken=; Max-Age=0';

  await ask('/api/workflow/tasks/');

  expect(server.asked).toEqual([TASKS]);
});

it('takes a wrong password for what it is', async () => {
  server.on('POST /api/auth/token/', () => new Response('{}', { status: 401 }));

  await ask('/api/auth/token/?cookie=1', { method: 'POST', body: '{}' });

  expect(count(REFRESH)).toBe(0);
});
