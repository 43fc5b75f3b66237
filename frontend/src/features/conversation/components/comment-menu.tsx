import { ActionIcon, Menu } from '@mantine/core';
import { useClipboard, useDisclosure } from '@mantine/hooks';
import { IconDots, IconLink, IconPencil, IconTrash } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { showSuccess } from '@/shared/lib/toast';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';

import type { Comment } from '../api/comment';
import { useDeleteComment } from '../api/use-change-comment';
import { linkTo } from '@/shared/lib/comment-link';

interface CommentMenuProps {
  comment: Comment;
  author: string;
  onEdit: () => void;
}

/** What can be done with a comment: point to it, and mend or take back one's own. */
export function CommentMenu({ comment, author, onEdit }: CommentMenuProps) {
  const session = useSession();
  const clipboard = useClipboard();
  const [deleting, deletion] = useDisclosure(false);
  const own = comment.user_id === session.id;

  function copyLink() {
    clipboard.copy(linkTo(comment.id));
    showSuccess(t('comment.linkCopied'));
  }

  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon size="xs" aria-label={t('comment.more', { name: author })}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={16} />} onClick={copyLink}>
            {t('comment.copyLink')}
          </Menu.Item>
          {own && (
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
              {t('comment.edit')}
            </Menu.Item>
          )}
          {(own || isAdmin(session)) && (
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={deletion.open}>
              {t('comment.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {deleting && <DeleteDialog comment={comment} author={author} onClose={deletion.close} />}
    </>
  );
}

interface DeleteDialogProps {
  comment: Comment;
  author: string;
  onClose: () => void;
}

function DeleteDialog({ comment, author, onClose }: DeleteDialogProps) {
  const removal = useDeleteComment(comment);
  return (
    <ConfirmDialog
      title={t('comment.deleteTitle', { name: author })}
      confirm={t('comment.deleteConfirm')}
      dangerous
      pending={removal.isPending}
      error={removal.error}
      onConfirm={() => removal.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      {t('comment.deleteHint')}
    </ConfirmDialog>
  );
}
