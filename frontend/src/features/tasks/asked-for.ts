import { readable } from '@/shared/lib/i18n';

type Details = Record<string, unknown>;

export interface CostItem {
  name: string;
  amount: number | null;
}

/** What a ticket asks for in money, as its sender said it. */
export interface Budget {
  requested: number | null;
  currency: string;
  items: CostItem[];
}

const ASSET = ['asset_name', 'serial_number', 'asset_id'];
const BUDGET = ['requested_budget', 'cost_items', 'currency'];

function numberOf(value: unknown): number | null {
  const known = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof known === 'number' && Number.isFinite(known) ? known : null;
}

const wordOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function isGiven(details: Details, names: readonly string[]): boolean {
  return names.some((name) => details[name] !== undefined && details[name] !== '');
}

/** Which asset a ticket is about; null for one that is about none. */
export function assetOf(details: Details): { name: string; serial: string; id: string } | null {
  if (!isGiven(details, ASSET)) return null;
  const { asset_name: name, serial_number: serial, asset_id: id } = details;
  return { name: wordOf(name), serial: wordOf(serial), id: wordOf(id) };
}

/** Senders give the items as `{name: amount}`, or as a list of names and amounts. */
function itemsOf(items: unknown): CostItem[] {
  if (Array.isArray(items)) {
    return items
      .filter((item): item is Details => typeof item === 'object' && item !== null)
      .map(({ name, amount }) => ({ name: wordOf(name), amount: numberOf(amount) }));
  }
  if (typeof items !== 'object' || items === null) return [];
  return Object.entries(items).map(([name, amount]) => ({ name, amount: numberOf(amount) }));
}

export function budgetOf(details: Details): Budget | null {
  if (!isGiven(details, ['requested_budget', 'cost_items'])) return null;
  const { requested_budget: requested, currency, cost_items: items } = details;
  return { requested: numberOf(requested), currency: wordOf(currency), items: itemsOf(items) };
}

/** What the sender added besides, by readable names. */
export function furtherDetails(details: Details): [label: string, value: unknown][] {
  const told = [...(assetOf(details) ? ASSET : []), ...(budgetOf(details) ? BUDGET : [])];
  return Object.entries(details)
    .filter(([name]) => !told.includes(name))
    .map(([name, value]) => [readable(name), value]);
}
