import { screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeCause, makeLetter } from '@/test/make-letter';
import { renderScreen } from '@/test/render';

import { SERVICES, type FailedWorkFilter } from '../failed-work';
import { CauseList } from './cause-list';

const OPEN: FailedWorkFilter = { state: 'open', service: null, search: '' };
const groupsOf = (service: string) => `GET /api/${service}/dead-letters/groups/`;
const listOf = (...results: object[]) => ({ count: results.length, next: null, results });

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  for (const service of SERVICES) server.on(groupsOf(service), listOf());
});

it('lists the causes of all services, the latest first', async () => {
  const example = makeLetter({ text: 'SMTP is down' });
  server.on(groupsOf('ticket'), listOf(makeCause()));
  server.on(
    groupsOf('notification'),
    listOf(makeCause({ cause: 'fedcba9876543210', last_seen: new Date().toISOString(), example })),
  );
  renderScreen(<CauseList filter={OPEN} />);

  await screen.findByText(/priority is missing/);
  const [first, second] = await screen.findAllByRole('listitem');

  expect(first).toHaveTextContent('SMTP is down');
  expect(second).toHaveTextContent('Tickets');
  expect(second).toHaveTextContent('TICKET_TASKS');
  expect(second).toHaveTextContent('3 messages');
  expect(second).toHaveTextContent('Oldest waits for 2 m');
  expect(screen.getByRole('link', { name: /priority is missing/ })).toHaveAttribute(
    'href',
    '/failed-work/ticket/causes/0123456789abcdef',
  );
});

it('names the service that does not answer and shows the others', async () => {
  server.on(groupsOf('ticket'), listOf(makeCause()));
  server.on(groupsOf('messaging'), () =>
    Response.json({ error: 'It is starting', code: 'UNAVAILABLE' }, { status: 503 }),
  );
  renderScreen(<CauseList filter={OPEN} />);

  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Comments and live updates: It is starting',
  );
  expect(await screen.findByText(/priority is missing/)).toBeInTheDocument();
});

it('says what would be here when nothing has failed', async () => {
  renderScreen(<CauseList filter={OPEN} />);

  expect(await screen.findByText('Nothing has failed')).toBeInTheDocument();
});

it('does not claim that nothing failed while a service is silent', async () => {
  server.on(groupsOf('workflow'), () => Response.json({}, { status: 503 }));
  renderScreen(<CauseList filter={OPEN} />);

  await screen.findByText('The services that answered have nothing to show.');
  expect(screen.queryByText('Nothing has failed')).not.toBeInTheDocument();
});

it('asks only the chosen service', async () => {
  renderScreen(<CauseList filter={{ state: 'ignored', service: 'ticket', search: '' }} />);

  await screen.findByText('Nothing here');
  expect(server.asked).toEqual([groupsOf('ticket')]);
});

it('finds the failed work of one ticket and says so when there is none', async () => {
  const asked: string[] = [];
  for (const service of SERVICES) {
    server.on(groupsOf(service), (request: Request) => {
      asked.push(new URL(request.url).searchParams.get('search') ?? '');
      return listOf();
    });
  }
  renderScreen(<CauseList filter={{ ...OPEN, search: 'TKT-2026-000001' }} />);

  await screen.findByText('Nothing failed with this id or number');
  expect(new Set(asked)).toEqual(new Set(['TKT-2026-000001']));
});
