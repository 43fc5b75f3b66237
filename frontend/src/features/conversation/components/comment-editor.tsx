import { Button, Group, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';

import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';

import type { Comment } from '../api/comment';
import { useEditComment } from '../api/use-change-comment';

interface CommentEditorProps {
  comment: Comment;
  onClose: () => void;
}

/** In the place of one's own comment: its text, to be mended. */
export function CommentEditor({ comment, onClose }: CommentEditorProps) {
  const [text, setText] = useState(comment.text);
  const edit = useEditComment(comment);
  const empty = text.trim() === '';

  function save() {
    if (empty || edit.isPending) return;
    edit.mutate(text.trim(), { onSuccess: onClose });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
  }

  return (
    <div style={{ padding: '4px 10px 10px' }}>
      <FormFailure error={edit.error} />
      <Textarea
        aria-label={t('comment.text')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        autoFocus
      />
      <Group justify="flex-end" gap="xs" mt={6}>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button size="compact-sm" loading={edit.isPending} disabled={empty} onClick={save}>
          {t('common.save')}
        </Button>
      </Group>
    </div>
  );
}
