import { useDisclosure } from '@mantine/hooks';
import { IconAt, IconEye } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { t } from '@/shared/lib/i18n';
import { PersonAvatar } from '@/shared/ui/person-avatar';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { Comment } from '../api/comment';
import { CommentEditor } from './comment-editor';
import { CommentMenu } from './comment-menu';
import classes from './timeline.module.css';

interface CommentItemProps {
  comment: Comment;
  files?: ReactNode;
  showVisibility: boolean;
  /** The address leads here. */
  linked?: boolean;
}

export function CommentItem({ comment, files, showVisibility, linked }: CommentItemProps) {
  const [editing, editor] = useDisclosure(false);
  const author = comment.full_name || comment.username;
  const marked = showVisibility && comment.visibility === 'requester';

  return (
    <article className={classes.comment} aria-label={t('timeline.commentBy', { name: author })}>
      <PersonAvatar name={author} size={28} tooltip={false} />
      <div
        className={classes.bubble}
        data-visibility={marked ? 'requester' : undefined}
        data-linked={linked || undefined}
      >
        <div className={classes.head}>
          <span className={classes.author}>{author}</span>
          <span className={classes.when}>
            <RelativeTime at={comment.created_at} />
            {comment.edited_at && ` · ${t('timeline.edited')}`}
          </span>
          {marked && (
            <span className={classes.visible}>
              <IconEye size={12} aria-hidden />
              {t('timeline.visibleToRequester')}
            </span>
          )}
          {!comment.deleted_at && (
            <span className={classes.menu}>
              <CommentMenu comment={comment} author={author} onEdit={editor.open} />
            </span>
          )}
        </div>
        <Addressed comment={comment} />
        {editing && !comment.deleted_at ? (
          <CommentEditor comment={comment} onClose={editor.close} />
        ) : (
          <div className={classes.text} data-deleted={comment.deleted_at ? true : undefined}>
            {comment.deleted_at ? t('timeline.deleted') : comment.text}
          </div>
        )}
        {!comment.deleted_at && files}
      </div>
    </article>
  );
}

/** Whom a comment addresses, as they were called when it was written. */
function Addressed({ comment }: { comment: Comment }) {
  if (comment.mentioned.length === 0 || comment.deleted_at) return null;
  return (
    <div className={classes.addressed}>
      <span className={classes.to}>{t('mentions.to')}</span>
      {comment.mentioned.map(({ user_id, name }) => (
        <span key={user_id} className={classes.mention}>
          <IconAt size={11} aria-hidden />
          {name || t('mentions.someone')}
        </span>
      ))}
    </div>
  );
}
