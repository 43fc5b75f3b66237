import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';

import type { components } from '@/api/notification';
import { MARIA, renderScreen } from '@/test/render';

import { NotificationRow } from './notification-row';

type Notification = components['schemas']['NotificationOutput'];

const ADA = { ...MARIA, roles: [{ system: 'TTS', role: 'Admin' }] };
const CAUSE = { service: 'ticket', cause: '0123456789abcdef' };

function makeNotice(changes: Partial<Notification>): Notification {
  return {
    id: '7f6d8a0e-6c1b-4d5e-9a3f-2b1c0d9e8f70',
    subject: 'Message given up',
    message: 'It breaks its contract',
    notification_type: 'dead_letter',
    reason: 'You hold the role Admin in TTS.',
    related_ticket_number: null,
    related_task_item_id: null,
    metadata: {},
    is_read: true,
    created_at: new Date().toISOString(),
    ...changes,
  } as Notification;
}

it.each([
  ['failed work', makeNotice({ metadata: CAUSE }), '/failed-work/ticket/causes/0123456789abcdef'],
  [
    'a system that does not answer',
    makeNotice({ notification_type: 'integration_down', metadata: { integration: 'ams' } }),
    '/integrations',
  ],
  [
    'a ticket',
    makeNotice({ notification_type: 'task_assignment', related_ticket_number: 'HD-1' }),
    '/tickets/HD-1',
  ],
])('leads from a notice of %s to where something is done about it', (_, notice, path) => {
  renderScreen(<NotificationRow notification={notice} onDone={vi.fn()} />, { session: ADA });

  expect(screen.getByRole('link')).toHaveAttribute('href', path);
});

it('leads nowhere from failed work that an older service told of', () => {
  const notice = makeNotice({ metadata: { cause: '0123456789abcdef' } });
  renderScreen(<NotificationRow notification={notice} onDone={vi.fn()} />, { session: ADA });

  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});
