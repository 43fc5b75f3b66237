import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { startFakeServer } from '@/test/fake-server';
import { makeCause, makeLetter } from '@/test/make-letter';
import { MARIA, renderScreen } from '@/test/render';

import { CauseView } from './cause-view';

const ADMIN = { ...MARIA, roles: [{ system: 'TTS', role: 'Admin' }] };
const CAUSE = '0123456789abcdef';

it('sends the letters of a cause again after saying how many', async () => {
  const server = startFakeServer();
  let sent: unknown;
  server.on('GET /api/ticket/dead-letters/groups/', { next: null, results: [makeCause()] });
  server.on('GET /api/ticket/dead-letters/', { next: null, results: [makeLetter()] });
  server.on('POST /api/ticket/dead-letters/retry/', async (request) => {
    sent = await request.json();
    return { retried: 2, skipped: 1, remaining: 0, last_at: null, run: 4 };
  });
  const { router } = renderScreen(
    <>
      <Notifications />
      <CauseView service="ticket" cause={CAUSE} state="open" search="" onStateChange={vi.fn()} />
    </>,
    { session: ADMIN },
  );

  expect(await screen.findByRole('link', { name: /Message 7/ })).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: 'Retry all of this cause…' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('status')).toHaveTextContent('3 of 3 open messages');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Retry 3 messages' }));

  expect(
    await screen.findByText('2 messages were sent again, 1 skipped, 0 still open.'),
  ).toBeInTheDocument();
  expect(sent).toEqual({ cause: CAUSE, rate: 5, limit: 3 });
  expect(router.state.location.pathname).toBe('/failed-work/ticket/runs/4');
});
