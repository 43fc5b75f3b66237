import { IconCloudDownload, IconPlugConnectedX } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import type { StreamStatus } from '@/shared/lib/socket/resumable-stream';

import classes from './connection-bar.module.css';

/** Says that what is shown may be behind; takes no room and says nothing while in sync. */
export function ConnectionBar({ status }: { status: StreamStatus }) {
  const catchingUp = status.state === 'catching_up';
  if (!catchingUp && status.state !== 'reconnecting') return <div role="status" />;

  return (
    <div role="status" className={classes.bar} data-state={status.state}>
      {catchingUp ? <IconCloudDownload size={15} /> : <IconPlugConnectedX size={15} />}
      {catchingUp ? t('live.catchingUp', { count: status.behind }) : t('live.reconnecting')}
    </div>
  );
}
