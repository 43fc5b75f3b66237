import { Button, Group, Stack, Text } from '@mantine/core';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t, tWord } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';

import { useUndoHandOver } from '../api/use-hand-over';
import type { HandOver } from '../board';
import classes from './board.module.css';

interface HandOverResultProps {
  handed: HandOver;
  role: string;
  onUndone: (handed: HandOver) => void;
  onClose: () => void;
}

/** What became of each line, and the way back while there is one. */
export function HandOverResult({ handed, role, onUndone, onClose }: HandOverResultProps) {
  const undo = useUndoHandOver(role);
  const absolute = useFormatAbsolute();
  const undoable =
    !handed.undone_at && handed.items.some(({ outcome }) => outcome === 'handed_over');
  return (
    <Stack gap="sm">
      <FormFailure error={undo.error} />
      <ul className={classes.lines} aria-live="polite">
        {handed.items.map((item) => (
          <li key={item.task_id}>
            <span className={classes.lineWords}>
              <span className="tabular">{item.number}</span> {item.title}
            </span>
            <span>{outcomeOf(item)}</span>
          </li>
        ))}
      </ul>
      {undoable && (
        <Text size="sm" c="dimmed">
          {t('board.awayUndoUntil', { at: absolute(handed.undo_until) })}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        {undoable && (
          <Button
            variant="default"
            loading={undo.isPending}
            onClick={() => undo.mutate(handed.id, { onSuccess: onUndone })}
          >
            {t('board.awayUndo')}
          </Button>
        )}
        <Button onClick={onClose}>{t('common.close')}</Button>
      </Group>
    </Stack>
  );
}

function outcomeOf({ outcome, detail }: HandOver['items'][number]): string {
  return tWord('board.outcomes', outcome).replace('{detail}', detail);
}
