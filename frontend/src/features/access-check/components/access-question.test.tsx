import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { startFakeServer } from '@/test/fake-server';
import { ADMIN, makePerson, pageOf } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { AccessQuestion } from './access-question';

it('names whoever the address names, and lets another person be chosen', async () => {
  const server = startFakeServer();
  server.on('GET /api/auth/api/v1/users/', pageOf(makePerson({ id: 13, full_name: 'Ada Ash' })));
  server.on('GET /api/auth/api/v1/users/12/', makePerson());
  const onChange = vi.fn();
  renderScreen(<AccessQuestion question={{ user: 12, action: null }} onChange={onChange} />, {
    session: ADMIN,
  });

  expect(await screen.findByDisplayValue('Zoë Lind (zoe.lind)')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('combobox', { name: 'Who' }));
  await userEvent.click(await screen.findByRole('option', { name: /Ada Ash/ }));

  expect(onChange).toHaveBeenCalledWith({ user: 13, action: null });
});
