import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';

import { useOfferActs, type Act } from '@/shared/hooks/use-acts';
import { startFakeServer } from '@/test/fake-server';
import { MARIA, renderScreen } from '@/test/render';

import { destinationsFor } from '../shell/destinations';
import { Palette } from './palette';

const run = vi.fn();
const close = vi.fn();

const HOLD: Act = { id: 'hold', label: 'Put on hold…', to: 'HD-7', run };

function Screen() {
  const [opened, setOpened] = useState(false);
  useOfferActs([HOLD]);
  return (
    <>
      <button onClick={() => setOpened(true)}>Open</button>
      {opened && <Palette opened onClose={close} destinations={destinationsFor(MARIA)} />}
    </>
  );
}

async function show() {
  renderScreen(<Screen />);
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  return within(await screen.findByRole('dialog'));
}

beforeEach(() => {
  startFakeServer();
  run.mockClear();
  close.mockClear();
});

it('does what the screen offers, and closes', async () => {
  const palette = await show();

  await userEvent.keyboard('HOLD');
  const options = palette.getAllByRole('option');
  expect(options.map((option) => option.textContent)).toEqual(['Put on hold…HD-7']);
  await userEvent.keyboard('{Enter}');

  expect(close).toHaveBeenCalledOnce();
  expect(run).toHaveBeenCalledOnce();
});

it('offers acts and screens before anything is typed, and goes to a screen', async () => {
  const palette = await show();
  expect(palette.getByRole('option', { name: /Put on hold/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );

  await userEvent.keyboard('inbo{Enter}');

  expect(close).toHaveBeenCalledOnce();
  expect(run).not.toHaveBeenCalled();
});
