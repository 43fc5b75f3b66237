import { readable, t } from '@/shared/lib/i18n';

import { amountOf, placeOf, readLadder, type Rung } from '../document/ladder';

/** The value of a field as the list of differences shows it. */
export function toldValue(field: string, value: unknown): string {
  if (field === 'ladder')
    return readLadder(value as Rung[])
      .map(rungInWords)
      .join('; ');
  if (value === null || value === undefined || value === '') {
    return t(field === 'calendar' ? 'workingTime.always' : 'designer.change.empty');
  }
  if (typeof value === 'boolean') return t(value ? 'designer.change.yes' : 'designer.change.no');
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return value.join(', ') || t('designer.change.empty');
  }
  if (field === 'mapping') return mappingInWords(value as Record<string, string>);
  if (typeof value === 'object') return JSON.stringify(value);
  return typeof value === 'string' && /^[a-z_]+$/.test(value)
    ? readable(value)
    : String(value as string);
}

function rungInWords(rung: Rung): string {
  const who = rung.tell.map((word) => t(`clock.who.${word}`));
  const effects = [...who, ...(rung.escalate ? [t('clock.escalates')] : [])];
  return `${t(`ladder.at.${placeOf(rung)}`, { amount: amountOf(rung) })}: ${effects.join(', ')}`;
}

/** `amount ← requested_budget`: the request's field and the ticket's that fills it. */
function mappingInWords(mapping: Record<string, string>): string {
  const lines = Object.entries(mapping).map(([target, source]) => `${target} ← ${source}`);
  return lines.join(', ') || t('designer.change.empty');
}
