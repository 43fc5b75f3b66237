import { IconPaperclip } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import { sizeOf, type CommentFile } from '../files';
import { FileLink } from './file-link';
import classes from './files.module.css';

/** The files of a comment, below its text. */
export function CommentFiles({ files }: { files: CommentFile[] }) {
  const kept = files.filter((file) => file.state !== 'deleted');
  if (kept.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={t('files.ofComment')}>
      {kept.map((file) => (
        <li key={file.id} className={classes.chip}>
          <IconPaperclip size={13} aria-hidden />
          <FileLink placed={{ of: 'comment', file }} />
          <span className={classes.quiet}>
            {file.state === 'quarantined' ? t('files.inQuarantine') : sizeOf(file.size)}
          </span>
        </li>
      ))}
    </ul>
  );
}
