import { Notifications } from '@mantine/notifications';
import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN, refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import type { Calendar } from '../calendar';
import { CalendarEditor } from './calendar-editor';

const MONDAY = { weekday: 1, starts: '09:00', ends: '17:00' };
const ONE = '/api/workflow/calendars/3/';
const CALENDAR: Calendar = {
  id: 3,
  key: 'manila',
  name: 'Manila',
  description: '',
  time_zone: 'Asia/Manila',
  weekly_seconds: 144_000,
  holiday_count: 0,
  workflow_count: 1,
  version: 5,
  number: 2,
  updated_at: '2026-11-20T10:00:00Z',
  updated_by_name: 'Admin',
  slots: [MONDAY],
  holidays: [],
  recount: null,
};
const NO_EFFECT = {
  count: 0,
  examined: 0,
  earlier: 0,
  later: 0,
  newly_breached: 0,
  relieved: 0,
  sample: [],
};

// A form of many fields, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 5_000 });

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on('POST /api/workflow/calendars/preview/', {
    starts_at: '2026-11-23T01:00:00Z',
    due_at: '2026-11-23T09:00:00Z',
    weekly_seconds: 144_000,
    windows: [],
  });
});

function show(calendar: Calendar | null, readOnly = false) {
  const onSaved = vi.fn();
  renderScreen(
    <>
      <Notifications />
      <CalendarEditor
        calendar={calendar}
        readOnly={readOnly}
        onSaved={onSaved}
        onReload={() => undefined}
      />
    </>,
    { session: ADMIN },
  );
  return onSaved;
}

it('shows when eight hours from now are over, on the clocks there', async () => {
  show(CALENDAR);

  expect(await screen.findByText(/Mon,? Nov 23,? 17:00/)).toBeInTheDocument();
});

it('saves at once what moves no due time, at the version that was seen', async () => {
  let sent: Request | undefined;
  let body: unknown;
  server.on(`POST ${ONE}effect/`, NO_EFFECT);
  server.on(`PUT ${ONE}`, async (request) => {
    sent = request;
    body = await request.json();
    return Response.json(CALENDAR);
  });
  const onSaved = show(CALENDAR);

  await userEvent.click(screen.getByLabelText('Add a slot on Saturday'));
  await userEvent.click(screen.getByText('Save'));

  expect(await screen.findByText('The calendar is saved.')).toBeInTheDocument();
  expect(onSaved).toHaveBeenCalledWith(3);
  expect(sent?.headers.get('If-Match')).toBe('"5"');
  expect(body).toMatchObject({
    name: 'Manila',
    slots: [MONDAY, { weekday: 6, starts: '09:00', ends: '10:00' }],
  });
});

it('shows what happens to running tasks before it saves', async () => {
  let saved = 0;
  const move = {
    task_id: 9,
    number: 'T-9',
    title: 'No network',
    before: '2026-11-24T13:20:00Z',
    after: '2026-11-23T13:20:00Z',
    newly_breached: true,
  };
  server.on(`POST ${ONE}effect/`, {
    ...NO_EFFECT,
    count: 40,
    examined: 40,
    earlier: 12,
    sample: [move],
  });
  server.on(`PUT ${ONE}`, () => {
    saved += 1;
    return Response.json(CALENDAR);
  });
  show(CALENDAR);

  await userEvent.click(screen.getByText('Every hour'));
  await userEvent.click(screen.getByText('Save'));
  const dialog = await screen.findByRole('dialog');

  expect(within(dialog).getByText(/40 open tasks count in this calendar/)).toBeInTheDocument();
  expect(within(dialog).getByText('T-9')).toBeInTheDocument();
  expect(saved).toBe(0);
  await userEvent.click(within(dialog).getByText('Save and recount'));
  expect(await screen.findByText('The calendar is saved.')).toBeInTheDocument();
});

it('says that somebody else changed it and offers to load it again', async () => {
  server.on(`POST ${ONE}effect/`, NO_EFFECT);
  server.on(`PUT ${ONE}`, () =>
    refusal(412, 'PRECONDITION_FAILED', 'Admin changed the calendar since you read it'),
  );
  show(CALENDAR);

  await userEvent.click(screen.getByText('Save'));

  expect(await screen.findByText(/Somebody else changed this calendar/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Load again' })).toBeInTheDocument();
});

it('takes holidays over from a file only when they were seen', async () => {
  server.on(`POST ${ONE}holidays/import/`, {
    dry_run: true,
    known: 1,
    added: [{ date: '2026-12-25', name: 'Christmas Day', starts: null, ends: null }],
    problems: [{ line: 8, field: 'DTSTART', message: 'Must be given' }],
  });
  show(CALENDAR);

  await userEvent.click(screen.getByText('From a file'));
  const dialog = await screen.findByRole('dialog');
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  await userEvent.upload(input, new File(['BEGIN:VCALENDAR'], 'a.ics', { type: 'text/calendar' }));

  expect(await within(dialog).findByText(/Christmas Day/)).toBeInTheDocument();
  expect(within(dialog).getByText('Line 8, DTSTART: Must be given')).toBeInTheDocument();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Take them over' }));
  expect(screen.getByRole('list', { name: 'Holidays' })).toHaveTextContent('Christmas Day');
});

it('saves nothing when a holiday is added', async () => {
  show(CALENDAR);

  await userEvent.click(screen.getByText('Add a holiday'));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText(/^Date/), '2026-12-25');
  await userEvent.click(within(dialog).getByText('Add a holiday', { selector: 'button *' }));

  expect(await screen.findByRole('list', { name: 'Holidays' })).toHaveTextContent('Dec 25');
  expect(server.asked).not.toContain(`POST ${ONE}effect/`);
});

it('changes nothing for whoever only reads', () => {
  show(CALENDAR, true);

  expect(screen.queryByText('Save')).not.toBeInTheDocument();
  expect(screen.queryByLabelText('Add a slot on Monday')).not.toBeInTheDocument();
});
