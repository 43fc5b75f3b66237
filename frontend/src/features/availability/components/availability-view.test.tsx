import { Notifications } from '@mantine/notifications';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN, pageOf, refusal } from '@/test/make-person';
import { MARIA, renderScreen } from '@/test/render';

import { AvailabilityView } from './availability-view';

const PATH = '/api/auth/api/v1/availability/';
const LEAVE = {
  id: 7,
  starts_at: '2026-12-21T00:00:00+01:00',
  ends_at: '2027-01-04T00:00:00+01:00',
  time_zone: 'Europe/Berlin',
  note: 'Winter holidays',
  stand_in_id: 13,
  stand_in_name: 'Jonas Weber',
};
const AVAILABILITY = {
  user_id: 11,
  time_zone: 'Europe/Berlin',
  shifts: [{ weekday: 1, starts: '08:00', ends: '17:00' }],
  leaves: [LEAVE],
  is_available: true,
  reason: '',
  until: null,
};
let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on(`GET ${PATH}`, () => Response.json(AVAILABILITY, { headers: { ETag: '"3"' } }));
  server.on('GET /api/auth/api/v1/users/', pageOf());
});

function show({ session = MARIA, readOnly = false } = {}) {
  renderScreen(
    <>
      <Notifications />
      <AvailabilityView user={11} readOnly={readOnly} />
    </>,
    { session },
  );
}

it('says when somebody works, is away, and who stands in', async () => {
  show({ readOnly: true });

  expect(await screen.findByText('Available now')).toBeInTheDocument();
  expect(screen.getByRole('table', { name: 'Shifts of the week' })).toHaveTextContent(
    'Monday08:00–17:00',
  );
  expect(screen.getByText('Jonas Weber stands in')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

it('says why somebody is not available', async () => {
  server.on(`GET ${PATH}`, {
    ...AVAILABILITY,
    is_available: false,
    reason: 'on leave until Monday',
  });
  show();

  expect(await screen.findByText('Not available now')).toBeInTheDocument();
  expect(screen.getByText('on leave until Monday')).toBeInTheDocument();
});

it('says who may see it to whoever may not', async () => {
  server.on(`GET ${PATH}`, () => refusal(404, 'RESOURCE_NOT_FOUND', 'No such person'));
  show();

  expect(await screen.findByText(/the Managers of this department/)).toBeInTheDocument();
});

it('enters a leave into the state that was seen', async () => {
  let body: unknown;
  let seen: string | null = null;
  server.on(`POST ${PATH}leaves/`, async (request) => {
    [body, seen] = [await request.json(), request.headers.get('If-Match')];
    return Response.json(LEAVE, { status: 201 });
  });
  show();

  await userEvent.click(await screen.findByRole('button', { name: 'Enter a leave' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText(/^From/), {
    target: { value: '2026-12-21T00:00' },
  });
  fireEvent.change(within(dialog).getByLabelText(/^Until/), {
    target: { value: '2027-01-04T00:00' },
  });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('The leave is saved.')).toBeInTheDocument();
  expect(body).toEqual({
    starts_at: '2026-12-21T00:00',
    ends_at: '2027-01-04T00:00',
    time_zone: 'Europe/Berlin',
    note: '',
    stand_in_id: null,
  });
  expect(seen).toBe('"3"');
});

it('adds a shift on the next day with the same hours', async () => {
  let body: unknown;
  server.on(`PUT ${PATH}`, async (request) => {
    body = await request.json();
    return AVAILABILITY;
  });
  show({ session: ADMIN });

  await userEvent.click(await screen.findByRole('button', { name: 'Change the week' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Add a shift' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('The week is saved.')).toBeInTheDocument();
  expect(body).toEqual({
    time_zone: 'Europe/Berlin',
    shifts: [
      { weekday: 1, starts: '08:00', ends: '17:00' },
      { weekday: 2, starts: '08:00', ends: '17:00' },
    ],
  });
});

it('says that somebody else changed it meanwhile', async () => {
  server.on(`DELETE ${PATH}leaves/7/`, () =>
    refusal(412, 'PRECONDITION_FAILED', 'It was changed since you read it'),
  );
  show();

  await userEvent.click(await screen.findByRole('button', { name: /^Remove the leave/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));

  expect(await within(dialog).findByRole('alert')).toHaveTextContent('It was changed');
});
