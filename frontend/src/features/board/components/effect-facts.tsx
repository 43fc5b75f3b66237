import { useFormatAbsolute, type FormatMoment } from '@/shared/hooks/use-format-absolute';
import { t } from '@/shared/lib/i18n';
import { formatDuration } from '@/shared/lib/time';
import { FactList } from '@/shared/ui/fact-list';

import type { Effect } from '../board';

/** What handing work on means for its clock and for whoever gets it. */
export function EffectFacts({ effect }: { effect: Effect }) {
  const { receiver, role } = effect;
  const absolute = useFormatAbsolute();
  const load = receiver?.load;
  return (
    <FactList
      facts={[
        {
          label: t('board.effectReceiver'),
          value: receiver?.name ?? t('board.effectNobody', { role }),
        },
        { label: t('board.effectDue'), value: dueOf(effect, absolute) },
        { label: t('board.effectLeft'), value: leftOf(effect) },
        { label: t('board.effectLoad'), value: load && loadOf(load) },
      ]}
    />
  );
}

function loadOf({ open, at_risk: risk, breached }: NonNullable<Effect['receiver']>['load']) {
  return t('board.effectLoadOf', { open, risk, breached });
}

function dueOf({ sla_deadline: due }: Effect, absolute: FormatMoment): string {
  return due ? t('board.effectStays', { at: absolute(due) }) : t('board.effectNoDue');
}

function leftOf({ remaining_seconds: left }: Effect): string | null {
  if (left === null) return null;
  if (left <= 0) return t('board.effectOver', { time: formatDuration(-left) });
  return formatDuration(left);
}
