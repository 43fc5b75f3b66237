import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { startFakeServer } from '@/test/fake-server';
import { ADMIN } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { useMacro } from '../api/use-macros';
import { RemoveMacro } from './remove-macro';

const PATH = '/api/workflow/macros/7/';

function Screen({ onRemoved }: { onRemoved: () => void }) {
  const { data } = useMacro(7);
  return data ? <RemoveMacro macro={data} onRemoved={onRemoved} /> : null;
}

it('leaves the page of a macro that is gone without asking for it again', async () => {
  const server = startFakeServer();
  const onRemoved = vi.fn();
  let seen: string | null = null;
  server.on(`GET ${PATH}`, { id: 7, name: 'Ask for logs', version: 2, may_edit: true });
  server.on(`DELETE ${PATH}`, (request: Request) => {
    seen = request.headers.get('If-Match');
    return new Response(null, { status: 204 });
  });
  renderScreen(<Screen onRemoved={onRemoved} />, { session: ADMIN });

  await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));

  await waitFor(() => expect(onRemoved).toHaveBeenCalledOnce());
  expect(seen).toBe('"2"');
  expect(server.asked.filter((route) => route === `GET ${PATH}`)).toHaveLength(1);
});
