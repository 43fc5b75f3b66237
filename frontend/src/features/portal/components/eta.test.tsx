import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import { renderScreen } from '@/test/render';

import { Eta } from './eta';

const HOUR_MS = 3_600_000;
const ahead = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

function show(eta: string | null, latest: string | null, status = 'open') {
  renderScreen(<Eta eta={eta} latest={latest} status={status} />);
}

it('says a range, with hours only of what is near', () => {
  show(ahead(5), ahead(9));
  show(ahead(80), ahead(200));

  const [near, far] = screen.getAllByText(/^Usually done /);
  expect(near).toHaveTextContent(/\d\d:\d\d/);
  expect(far).not.toHaveTextContent(/\d\d:\d\d/);
});

it('says by when it is done once half of such requests would be', () => {
  show(ahead(-1), ahead(5));

  expect(screen.getByText(/^Usually done by /)).toBeInTheDocument();
});

it('says that it takes longer than usual', () => {
  show(ahead(-5), ahead(-1));

  expect(screen.getByText('Takes longer than usual')).toBeInTheDocument();
});

it('promises nothing without a history, and says nothing of what is over', () => {
  show(null, null);
  show(ahead(5), ahead(9), 'resolved');

  expect(screen.getByText('No date can be named yet')).toBeInTheDocument();
  expect(screen.queryByText(/^Usually done /)).not.toBeInTheDocument();
});
