import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { ApiError } from '@/shared/lib/api-error';
import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import type { Act } from '../bulk';
import { BulkQuestion } from './bulk-question';

const API = '/api/workflow';
const onPreview = vi.fn();
let server: FakeServer;

function pageOf<Row>(...results: Row[]) {
  return { count: results.length, next: null, previous: null, results };
}

function makeRole(id: number, name: string, isActive = true) {
  return { id, name, system: 'TTS', description: '', is_active: isActive, active_members: 2 };
}

function makeMember(id: number, name: string, isActive = true) {
  return { user_id: id, username: name.toLowerCase(), full_name: name, is_active: isActive };
}

function ask(act: Act, error: unknown = null) {
  const shared = { pending: false, onPreview, onClose: vi.fn() };
  renderScreen(<BulkQuestion act={act} error={error} {...shared} />);
}

async function pick(label: string, option: string) {
  await userEvent.click(await screen.findByRole('combobox', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

const previewButton = () => screen.getByRole('button', { name: 'Preview' });

async function giveReason() {
  await userEvent.type(screen.getByLabelText(/Reason/), 'Holidays');
}

beforeEach(() => {
  server = startFakeServer();
  onPreview.mockReset();
  server.on(
    `GET ${API}/roles/`,
    pageOf(makeRole(1, 'Admin'), makeRole(5, 'IT Support'), makeRole(6, 'Old', false)),
  );
  server.on(
    `GET ${API}/roles/5/members/`,
    pageOf(makeMember(12, 'Bob'), makeMember(11, 'Alice'), makeMember(13, 'Cleo', false)),
  );
  server.on(`GET ${API}/tasks/hold-reasons/`, () =>
    Response.json([
      { code: 'other', label: 'Another reason', stops_clock: true },
      { code: 'planned', label: 'Planned for later', stops_clock: true },
    ]),
  );
});

it('hands on to a person of a role that does work', async () => {
  ask('transfer');
  await userEvent.click(await screen.findByRole('combobox', { name: /To the role/ }));
  const roles = await screen.findAllByRole('option');
  expect(roles.map((each) => each.textContent)).toEqual(['IT Support']);
  await userEvent.click(screen.getByRole('option', { name: 'IT Support' }));
  expect(previewButton()).toBeDisabled();

  await userEvent.click(screen.getByRole('combobox', { name: 'To the person' }));
  const people = await screen.findAllByRole('option');
  expect(people.map((each) => each.textContent)).toEqual(['Alice (alice)', 'Bob (bob)']);
  await userEvent.click(screen.getByRole('option', { name: 'Bob (bob)' }));
  await giveReason();
  await userEvent.click(previewButton());

  expect(onPreview).toHaveBeenCalledExactlyOnceWith({ to_user: 12, reason: 'Holidays' });
});

it('hands on to whoever of a role is next when nobody is named', async () => {
  ask('transfer');
  await pick('To the role', 'IT Support');
  await giveReason();
  await userEvent.click(previewButton());

  expect(onPreview).toHaveBeenCalledExactlyOnceWith({ to_role: 'IT Support', reason: 'Holidays' });
});

it('wants a reason before anything goes up', async () => {
  ask('escalate');
  expect(previewButton()).toBeDisabled();
  await giveReason();
  await userEvent.click(previewButton());

  expect(onPreview).toHaveBeenCalledExactlyOnceWith({ reason: 'Holidays' });
});

it('changes the priority of all to one that was chosen', async () => {
  ask('priority');
  await giveReason();
  expect(previewButton()).toBeDisabled();
  await pick('New priority', 'Urgent');
  await userEvent.click(previewButton());

  expect(onPreview).toHaveBeenCalledExactlyOnceWith({ priority: 'urgent', reason: 'Holidays' });
});

it('needs no words for a hold whose code says why, until a time', async () => {
  ask('hold');
  expect(previewButton()).toBeDisabled();
  await pick('Why they wait', 'Planned for later');
  await userEvent.type(screen.getByLabelText('Until'), '2027-01-04T09:00');
  await userEvent.click(previewButton());

  const until = new Date('2027-01-04T09:00').toISOString();
  expect(onPreview).toHaveBeenCalledExactlyOnceWith({ code: 'planned', until });
});

it('says at the field what was wrong with it', () => {
  const details = [{ field: 'arguments.until', message: 'is over already' }];
  ask(
    'hold',
    new ApiError('Validation failed', { status: 400, code: 'VALIDATION_ERROR', details }),
  );

  expect(screen.getByLabelText('Until')).toHaveAccessibleDescription(/Is over already\./);
});
