import { afterEach, expect, it } from 'vitest';

import type { components } from '@/api/ticket';
import { speak } from '@/shared/lib/i18n/spoken';

import { eventInWords } from './event-words';

type TicketEvent = components['schemas']['EventOutput'];

const EVENT: TicketEvent = {
  at: '2026-11-21T12:00:00Z',
  kind: 'created',
  text: 'Received from HDTS',
  status: '',
  step: '',
  assignee: null,
  eta: null,
  eta_latest: null,
  changes: [],
};
const say = (event: Partial<TicketEvent>, source = 'hdts') =>
  eventInWords({ ...EVENT, ...event }, source);

afterEach(() => speak('en'));

it('names whoever handed the request in', () => {
  expect(say({})).toBe('Received from the help desk (HDTS)');
  expect(say({}, 'portal')).toBe('Received from this portal');
  expect(say({}, 'field_service')).toBe('Received from Field service');
});

it('says what a later message changed, and what it did not', () => {
  const changes = [{ field: 'sub_category', before: 'Access', after: 'Network' }];

  expect(say({ kind: 'updated', changes })).toBe('Changed by its sender: Kind of request');
  expect(say({ kind: 'amended', changes })).toMatch(/^A change .* not applied: Kind of request$/);
  expect(say({ kind: 'amended' })).toMatch(/nothing that differs from the ticket$/);
});

it('says how the ticket stands, at which step and with whom', () => {
  const assignee = { id: 13, name: 'Carol Reed' };

  expect(say({ kind: 'status', status: 'in_progress', step: 'Diagnose', assignee })).toBe(
    'In progress · Diagnose · with Carol Reed',
  );
  expect(say({ kind: 'status', status: 'unrouted' })).toBe('Waits for a team');
});

it('speaks the language of the reader', async () => {
  await speak('de');

  expect(say({})).toBe('Eingegangen über den Helpdesk (HDTS)');
  expect(say({ kind: 'status', status: 'on_hold' })).toBe('Angehalten');
});
