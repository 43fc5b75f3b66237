import { ActionIcon, Tooltip } from '@mantine/core';
import { IconEye, IconEyeCheck } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';

import { useFollowing, useWatch } from '../api/use-following';

/** Keep an eye on a ticket: it stands under “Watching” until it is over. */
export function WatchButton({ taskId }: { taskId: string }) {
  const following = useFollowing(taskId);
  const watch = useWatch(taskId);
  if (!following.data) return null;

  const watching = following.data.watching;
  const label = t(watching ? 'task.unwatch' : 'task.watch');
  const names = following.data.watchers.map(({ name }) => name).join(', ');
  return (
    <Tooltip label={names ? `${label} – ${t('task.watchers', { names })}` : label}>
      <ActionIcon
        variant={watching ? 'light' : 'subtle'}
        aria-label={label}
        aria-pressed={watching}
        loading={watch.isPending}
        onClick={() => watch.mutate(!watching, { onError: showFailure })}
      >
        {watching ? <IconEyeCheck size={17} /> : <IconEye size={17} />}
      </ActionIcon>
    </Tooltip>
  );
}
