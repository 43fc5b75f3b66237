import { vi } from 'vitest';

type Answer = unknown;
type Handler = (request: Request) => Answer | Promise<Answer>;

export interface FakeServer {
  /** `METHOD /path` of everything asked for, in order. */
  asked: string[];
  /** Answer `METHOD /path` with JSON, or with the `Response` a function returns. */
  on: (route: string, answer: Handler | object) => void;
}

function notFound(): Response {
  return Response.json({ error: 'Nothing here', code: 'RESOURCE_NOT_FOUND' }, { status: 404 });
}

/** Takes the place of the network. */
export function startFakeServer(): FakeServer {
  const routes = new Map<string, Handler | object>();
  const asked: string[] = [];

  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = new Request(
      new URL(input instanceof Request ? input.url : input, location.href),
      {
        ...(input instanceof Request
          ? { method: input.method, headers: input.headers, body: await bodyOf(input) }
          : { method: init?.method, headers: init?.headers, body: init?.body }),
      },
    );
    const route = `${request.method} ${new URL(request.url).pathname}`;
    asked.push(route);
    const found = routes.get(route);
    if (found === undefined) return notFound();
    const answer: unknown = typeof found === 'function' ? await (found as Handler)(request) : found;
    return answer instanceof Response ? answer : Response.json(answer);
  });
  return { asked, on: (route, answer) => void routes.set(route, answer) };
}

async function bodyOf(request: Request): Promise<string | undefined> {
  return (await request.text()) || undefined;
}
