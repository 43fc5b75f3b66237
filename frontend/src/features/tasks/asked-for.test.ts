import { expect, it } from 'vitest';

import { assetOf, budgetOf, furtherDetails } from './asked-for';

it('knows the asset a ticket is about', () => {
  expect(assetOf({ asset_name: 'Dell Latitude', serial_number: 'A1', asset_id: 42 })).toEqual({
    name: 'Dell Latitude',
    serial: 'A1',
    id: '42',
  });
  expect(assetOf({ socket: 'B2-117', asset_name: '' })).toBeNull();
});

it('reads cost items in both shapes that senders use', () => {
  const items = [
    { name: 'Hotel', amount: 300 },
    { name: 'Travel', amount: 225.5 },
  ];
  const listed = items.map(({ name, amount }) => ({ name, amount: String(amount) }));

  expect(
    budgetOf({ requested_budget: '525.50', cost_items: { Hotel: 300, Travel: 225.5 } }),
  ).toEqual({ requested: 525.5, currency: '', items });
  expect(budgetOf({ currency: 'EUR', cost_items: listed })).toEqual({
    requested: null,
    currency: 'EUR',
    items,
  });
  expect(budgetOf({ access_level: 'read' })).toBeNull();
});

it('does not fall over what no sender should send', () => {
  expect(
    budgetOf({ requested_budget: 'plenty', cost_items: ['Hotel', null, { name: 'Bus' }] }),
  ).toEqual({
    requested: null,
    currency: '',
    items: [{ name: 'Bus', amount: null }],
  });
});

it('leaves for the details what is told nowhere else', () => {
  expect(furtherDetails({ asset_id: 'A-1', duration_days: 7 })).toEqual([['Duration days', 7]]);
  expect(furtherDetails({ currency: 'EUR', socket: 'B2' })).toEqual([
    ['Currency', 'EUR'],
    ['Socket', 'B2'],
  ]);
});
