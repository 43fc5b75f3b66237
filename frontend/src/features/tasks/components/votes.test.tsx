import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';

import { renderScreen } from '@/test/render';

import { HoldNote } from './hold-note';
import { Votes } from './votes';

const WAITING = { vote: 'waiting', by: null, at: null, notes: '' } as const;

it('says who approved, in whose place and why, and who is still waited for', () => {
  renderScreen(
    <Votes
      approvals={{
        needed: 2,
        asked: 3,
        approved: 1,
        rejected: 0,
        ballots: [
          {
            item_id: 1,
            user_id: 12,
            name: 'Tomas Novak',
            vote: 'approve',
            by: 'System Admin',
            at: '2026-11-20T09:00:00Z',
            notes: 'Asked on the phone',
          },
          { ...WAITING, item_id: 2, user_id: 13, name: 'Ines Costa' },
          { ...WAITING, item_id: 3, user_id: null, name: null },
        ],
      }}
    />,
  );

  const votes = within(screen.getByRole('region', { name: 'Votes' }));
  expect(votes.getByText('1 of 2 needed approvals, 3 asked')).toBeVisible();
  const [tomas, ines, empty] = votes.getAllByRole('listitem');
  expect(tomas).toHaveTextContent(/Tomas NovakApprovedby System Admin.*“Asked on the phone”/);
  expect(ines).toHaveTextContent('Ines CostaWaiting');
  expect(empty).toHaveTextContent('A seat that nobody hasWaiting');
});

it('says why a task is on hold, by whom, until when, and what its clock does', () => {
  renderScreen(
    <HoldNote
      hold={{
        code: 'no_capacity',
        label: 'We have no time for it now',
        note: 'After the move',
        by_name: 'Omar Haddad',
        by_id: 4,
        stops_clock: false,
        began_at: new Date().toISOString(),
        until: new Date(Date.now() + 2 * 3_600_000).toISOString(),
      }}
    />,
  );

  const note = screen.getByRole('note');
  expect(note).toHaveTextContent('We have no time for it now, says Omar Haddad');
  expect(note).toHaveTextContent('After the move');
  expect(note).toHaveTextContent(/It goes on by itself in 2 hr\. The clock runs on\./);
});
