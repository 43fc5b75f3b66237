import { ActionIcon, Progress, Tooltip } from '@mantine/core';
import { IconFile, IconRefresh, IconX, type Icon } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import { sizeOf } from '../files';
import type { Transfer } from '../upload-queue';
import type { Uploads } from '../use-uploads';
import classes from './files.module.css';

/** Files on their way: how far each is, what went wrong, and what can be done about it. */
export function TransferList({ uploads }: { uploads: Uploads }) {
  const { transfers, retry, cancel } = uploads;
  return (
    <div aria-live="polite">
      {transfers.length > 0 && (
        <ul className={classes.list} aria-label={t('files.sending')}>
          {transfers.map((transfer) => (
            <Row
              key={transfer.id}
              transfer={transfer}
              onRetry={() => retry(transfer.id)}
              onCancel={() => cancel(transfer.id)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

interface RowProps {
  transfer: Transfer;
  onRetry: () => void;
  onCancel: () => void;
}

function Row({ transfer, onRetry, onCancel }: RowProps) {
  const { file, state, share, problem } = transfer;
  const { name } = file;
  const percent = Math.round(share * 100);
  return (
    <li className={classes.row} data-bad={problem ? true : undefined}>
      <IconFile size={16} aria-hidden />
      <span className={classes.what}>
        <span className={classes.name}>{name}</span>
        {problem ? (
          <span className={classes.problem}>{problem}</span>
        ) : (
          <span className={classes.quiet}>
            {state === 'sending' ? t('files.percent', { percent }) : sizeOf(file.size)}
          </span>
        )}
        {state === 'sending' && (
          <Progress value={percent} size="xs" mt={4} aria-label={t('files.progressOf', { name })} />
        )}
      </span>
      {state === 'failed' && (
        <Act icon={IconRefresh} label={t('files.retry', { name })} onClick={onRetry} />
      )}
      <Act
        icon={IconX}
        label={t(state === 'sending' ? 'files.cancel' : 'files.takeOff', { name })}
        onClick={onCancel}
      />
    </li>
  );
}

function Act({ icon: IconComponent, label, onClick }: ActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="md" onClick={onClick} aria-label={label}>
        <IconComponent size={15} />
      </ActionIcon>
    </Tooltip>
  );
}

interface ActProps {
  icon: Icon;
  label: string;
  onClick: () => void;
}
