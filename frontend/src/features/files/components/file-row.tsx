import { ActionIcon, Badge, Button, Tooltip } from '@mantine/core';
import {
  IconEye,
  IconFile,
  IconFileTypePdf,
  IconPhoto,
  IconShieldExclamation,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { RelativeTime } from '@/shared/ui/relative-time';

import { useDeleteFile, useReleaseFile } from '../api/use-change-file';
import { sizeOf, type Placed } from '../files';
import { FileLink } from './file-link';
import classes from './files.module.css';

const SIGN = { size: 18, 'aria-hidden': true } as const;

function Sign({ placed: { file } }: { placed: Placed }) {
  if (file.state === 'quarantined') return <IconShieldExclamation {...SIGN} />;
  if (file.media_type.startsWith('image/')) return <IconPhoto {...SIGN} />;
  if (file.media_type === 'application/pdf') return <IconFileTypePdf {...SIGN} />;
  return <IconFile {...SIGN} />;
}

interface FileRowProps {
  placed: Placed;
  /** Say which files the requester can see; needless where only those are shown. */
  showVisibility: boolean;
}

/** One stored file: who added it and when, and what this person may do with it. */
export function FileRow({ placed, showVisibility }: FileRowProps) {
  const { file } = placed;
  const session = useSession();
  const gone = file.state === 'deleted';
  const mine = file.uploaded_by.id === session.id || isAdmin(session);
  const open = placed.of === 'ticket' && placed.file.visibility === 'requester';

  return (
    <li className={classes.row} data-bad={file.state === 'quarantined' || undefined}>
      <Sign placed={placed} />
      <span className={classes.what}>
        <span className={classes.name}>
          <FileLink placed={placed} />
        </span>
        <span className={classes.quiet}>
          {gone ? t('files.deleted') : sizeOf(file.size)} · {file.uploaded_by.name} ·{' '}
          <RelativeTime at={file.uploaded_at} />
        </span>
        {file.state === 'quarantined' && (
          <span className={classes.problem}>
            {t('files.quarantined', { reason: file.suspicion })}
          </span>
        )}
      </span>
      {showVisibility && open && !gone && (
        <Badge size="sm" variant="light" color="yellow" leftSection={<IconEye size={11} />}>
          {t('composer.requester')}
        </Badge>
      )}
      {file.state === 'quarantined' && isAdmin(session) && <Release placed={placed} />}
      {mine && !gone && <Remove placed={placed} />}
    </li>
  );
}

function Release({ placed }: { placed: Placed }) {
  const release = useReleaseFile();
  const name = placed.file.filename;
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={release.isPending}
      onClick={() =>
        release.mutate(placed, {
          onSuccess: () => showSuccess(t('files.released', { name })),
          onError: showFailure,
        })
      }
    >
      {t('files.release')}
    </Button>
  );
}

function Remove({ placed }: { placed: Placed }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteFile();
  const name = placed.file.filename;
  const label = t('files.remove', { name });
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon color="red" onClick={() => setAsking(true)} aria-label={label}>
          <IconTrash size={15} />
        </ActionIcon>
      </Tooltip>
      {asking && (
        <ConfirmDialog
          title={label}
          confirm={t('files.removeConfirm')}
          dangerous
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(placed, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        >
          {t('files.removeHint')}
        </ConfirmDialog>
      )}
    </>
  );
}
