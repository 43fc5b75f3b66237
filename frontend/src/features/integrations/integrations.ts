import type { components } from '@/api/workflow';
import { perLanguage, readable } from '@/shared/lib/i18n';

type Schemas = components['schemas'];
export type Integration = Schemas['IntegrationOutput'];
export type BreakerState = Integration['breaker']['state'];
export type TestCall = Schemas['TestCallOutput'];

const NAMES: Record<string, string> = {
  ams: 'AMS',
  bms: 'BMS',
  email: 'E-mail',
  erp: 'ERP',
  esignature: 'E-signature',
  sms: 'SMS',
};

/** `ams` is called AMS; a system that this page does not know yet is only made readable. */
export function nameOf(adapter: string): string {
  return NAMES[adapter] ?? readable(adapter);
}

const percentFormat = perLanguage(
  (tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }),
);

export function formatShare(share: number): string {
  return percentFormat().format(share);
}

/** Systems in trouble first, then by name. */
export function troubledFirst(integrations: Integration[]): Integration[] {
  const rank: Record<BreakerState, number> = { open: 0, half_open: 1, closed: 2 };
  return integrations.toSorted(
    (one, other) =>
      rank[one.breaker.state] - rank[other.breaker.state] ||
      nameOf(one.adapter).localeCompare(nameOf(other.adapter)),
  );
}
