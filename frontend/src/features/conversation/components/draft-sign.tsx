import { Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { DraftState } from '../api/use-draft';

/** Whether what is being written is safe already. */
export function DraftSign({ state, savedAt }: { state: DraftState; savedAt: string | null }) {
  if (state === 'idle') return null;
  return (
    <Text size="xs" c="dimmed" role="status">
      {state === 'saved' && savedAt ? (
        <>
          {t('composer.draftSaved')} <RelativeTime at={savedAt} />
        </>
      ) : (
        t(state === 'failed' ? 'composer.notSaved' : 'composer.saving')
      )}
    </Text>
  );
}
