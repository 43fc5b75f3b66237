import { Button, Loader, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { useTimeZone } from '@/shared/hooks/use-time-zone';
import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { zonedFormat } from '@/shared/lib/time';

import type { SaveState } from '../api/autosave';
import classes from './designer.module.css';

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const clock = zonedFormat(CLOCK);

function reasonOf(error: unknown): string {
  return error instanceof ApiError ? error.message : t('error.unexpected');
}

function wordsOf(state: SaveState, zone: string | undefined): { icon: ReactNode; words: string } {
  switch (state.is) {
    case 'saved':
      return {
        icon: <IconCircleCheck size={15} aria-hidden />,
        words: state.at
          ? t('designer.save.savedAt', { time: clock(zone).format(state.at) })
          : t('designer.save.saved'),
      };
    case 'unsaved':
      return { icon: <IconPencil size={15} aria-hidden />, words: t('designer.save.unsaved') };
    case 'saving':
      return { icon: <Loader size={13} aria-hidden />, words: t('designer.save.saving') };
    case 'waiting':
      return { icon: <IconCloudOff size={15} aria-hidden />, words: t('designer.save.waiting') };
    case 'refused':
      return {
        icon: <IconAlertTriangle size={15} aria-hidden />,
        words: t('designer.save.refused', { reason: reasonOf(state.error) }),
      };
    case 'stale':
      return { icon: <IconAlertTriangle size={15} aria-hidden />, words: t('designer.save.stale') };
  }
}

/** `Saved 10:42`, or why it is not. */
export function SaveIndicator({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  const { icon, words } = wordsOf(state, useTimeZone());
  return (
    <span className={classes.saving} data-state={state.is}>
      {icon}
      <Text component="span" size="xs" role="status">
        {words}
      </Text>
      {state.is === 'waiting' && (
        <Button size="compact-xs" variant="subtle" onClick={onRetry}>
          {t('designer.save.retry')}
        </Button>
      )}
    </span>
  );
}
