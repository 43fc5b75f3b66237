import { Tooltip } from '@mantine/core';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconClock,
  IconFlame,
  IconPlayerPause,
  type Icon,
} from '@tabler/icons-react';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { useNow } from '@/shared/hooks/use-now';
import { t } from '@/shared/lib/i18n';
import { readSla, type SlaFacts, type SlaMood } from '@/shared/lib/sla';

import classes from './sla-chip.module.css';

const ICONS: Record<SlaMood, Icon> = {
  ok: IconClock,
  at_risk: IconAlertCircle,
  breached: IconFlame,
  paused: IconPlayerPause,
  done: IconCircleCheck,
};

/** Time left until a deadline: icon, words and colour; the deadline itself shows on hover. */
export function SlaChip(facts: SlaFacts) {
  const now = useNow();
  const absolute = useFormatAbsolute();
  const reading = readSla(facts, now);
  if (!reading) return null;

  const IconComponent = ICONS[reading.mood];
  const label = facts.deadline
    ? t('sla.due', { at: absolute(facts.deadline) })
    : t('sla.noDeadline');
  return (
    <Tooltip label={label}>
      <span className={classes.chip} data-mood={reading.mood}>
        <IconComponent size={14} aria-hidden />
        <span className="tabular">{reading.text}</span>
        {reading.used !== null && (
          <span className={classes.used} aria-hidden>
            <span style={{ width: `${Math.round(reading.used * 100)}%` }} />
          </span>
        )}
      </span>
    </Tooltip>
  );
}
