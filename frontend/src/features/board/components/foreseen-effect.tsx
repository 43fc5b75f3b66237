import { Alert } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import type { Effect } from '../board';
import { EffectFacts } from './effect-facts';

/** What handing work on would mean, and whether its receiver is there. */
export function ForeseenEffect({ effect }: { effect: Effect }) {
  const away = effect.receiver?.away;
  return (
    <>
      {away && (
        <Alert role="note" color="orange" icon={<IconUserOff size={18} aria-hidden />}>
          {t('board.effectAway', { reason: away })}
        </Alert>
      )}
      <EffectFacts effect={effect} />
    </>
  );
}
