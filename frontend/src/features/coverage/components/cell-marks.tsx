import {
  IconAlertTriangle,
  IconArrowsCross,
  IconCircleCheck,
  IconCircleDashed,
  IconEyeOff,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import type { Cell, Mark } from '../coverage';
import classes from './coverage.module.css';

export const RULE_ICONS: Record<Cell['rule'], Icon> = {
  exact: IconCircleCheck,
  any_department: IconWorld,
  none: IconCircleDashed,
};

export const MARK_ICONS: Record<Mark, Icon> = {
  gap: IconAlertTriangle,
  overlap: IconArrowsCross,
  unpublished: IconEyeOff,
};

/** What the symbols stand for. */
export function Legend() {
  const rules = Object.keys(RULE_ICONS) as Cell['rule'][];
  const marks = Object.keys(MARK_ICONS) as Mark[];
  return (
    <ul className={classes.legend} aria-label={t('coverage.legend')}>
      {rules.map((rule) => (
        <li key={rule}>
          <Symbol icon={RULE_ICONS[rule]} tone={rule} /> {t(`coverage.rule.${rule}`)}
        </li>
      ))}
      {marks.map((mark) => (
        <li key={mark}>
          <Symbol icon={MARK_ICONS[mark]} tone={mark} /> {t(`coverage.mark.${mark}`)}
        </li>
      ))}
    </ul>
  );
}

export function Symbol({ icon: IconComponent, tone }: { icon: Icon; tone: string }) {
  return <IconComponent size={15} aria-hidden className={classes.symbol} data-tone={tone} />;
}
