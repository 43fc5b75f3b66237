import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { MARIA, renderScreen } from '@/test/render';

import { CoverageView } from './coverage-view';

const ADMIN = { ...MARIA, roles: [{ system: 'TTS', role: 'Admin' }] };
const AUDITOR = { ...MARIA, roles: [{ system: 'TTS', role: 'Auditor' }] };
const WON = {
  category: 'IT Support',
  sub_category: 'Network',
  department: '',
  workflow_id: 1,
  workflow_name: 'IT Network Support',
  workflow_version: 2,
  rule: 'any_department',
  competing: [],
  unpublished: [],
  volume: 7,
  unrouted: 0,
};
const GAP = {
  ...WON,
  sub_category: 'Printer',
  workflow_id: null,
  workflow_name: null,
  workflow_version: null,
  rule: 'none',
  unpublished: [{ workflow_id: 9, name: 'Printers', reason: 'is not deployed (draft)' }],
  volume: 3,
  unrouted: 2,
};

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on('GET /api/workflow/workflows/coverage/', {
    departments: [],
    cells: [WON, GAP],
    gaps: 1,
    overlaps: 0,
  });
});

function show({ session = ADMIN, path = '/coverage' } = {}) {
  return renderScreen(
    <>
      <Notifications />
      <CoverageView />
    </>,
    { session, path },
  );
}

it('says in words what a cell means', async () => {
  show();

  const won = await screen.findByRole('button', { name: /Network, No department/ });
  expect(won).toHaveTextContent('IT Network Support');
  expect(won).toHaveTextContent('The workflow for any department');
  const gap = screen.getByRole('button', { name: /Printer, No department/ });
  expect(gap).toHaveTextContent('Gap: tickets came and none took them');
  expect(gap).toHaveTextContent('2 wait');
});

it('makes a draft for a gap', async () => {
  const sent: unknown[] = [];
  server.on('POST /api/workflow/workflows/', async (request: Request) => {
    sent.push(await request.json());
    return Response.json({ workflow_id: 12 }, { status: 201 });
  });
  const { router } = show();

  await userEvent.click(await screen.findByRole('button', { name: /Printer, No department/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('link', { name: 'Printers' })).toHaveAttribute(
    'href',
    '/workflows/9',
  );
  await userEvent.click(within(dialog).getByRole('button', { name: 'New workflow for this' }));

  await screen.findByText('“IT Support Printer” is there as a draft.');
  expect(sent).toEqual([
    {
      name: 'IT Support Printer',
      category: 'IT Support',
      sub_category: 'Printer',
      department: '',
    },
  ]);
  expect(router.state.location.pathname).toBe('/workflows/12');
});

it('keeps the filter in the address', async () => {
  const { router } = show();

  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Show' }), 'Gaps');

  expect(router.state.location.search).toBe('?only=gaps');
  expect(screen.queryByRole('button', { name: /Network, No department/ })).not.toBeInTheDocument();
});

it('lets an auditor look and change nothing', async () => {
  show({ session: AUDITOR });

  await userEvent.click(await screen.findByRole('button', { name: /Printer, No department/ }));

  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('No workflow takes these tickets.');
  expect(within(dialog).queryByRole('button', { name: /New workflow/ })).not.toBeInTheDocument();
});
