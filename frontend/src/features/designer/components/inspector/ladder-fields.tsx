import { Button, Group as Row, Text } from '@mantine/core';
import { IconArrowBackUp, IconPlus } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';

import { changeSettings } from '@/features/designer/document/drawing';
import {
  DEFAULT_LADDER,
  isDefault,
  MOST_RUNGS,
  withAnother,
  type Ladder,
} from '@/features/designer/document/ladder';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { Group } from './group';
import { RungFields } from './rung-fields';

type Deed = 'add' | 'remove' | 'change' | 'reset';

/** Who hears of the end of the time, and when. */
export function LadderFields({ error }: { error: unknown }) {
  const { act, editing, readOnly } = useDesigner();
  const { ladder } = editing.design.settings;

  function put(next: Ladder, deed: Deed, group?: string) {
    act(t(`ladder.did.${deed}`), changeSettings({ ladder: next }), { group });
  }

  return (
    <Group title={t('ladder.title')}>
      <Text size="xs" c="dimmed">
        {t('ladder.hint')}
      </Text>
      {ladder.map((_, index) => (
        <RungFields
          key={index}
          ladder={ladder}
          index={index}
          readOnly={readOnly}
          onChange={(changed) => put(ladder.with(index, changed), 'change', `ladder ${index}`)}
          onRemove={() => put(ladder.toSpliced(index, 1), 'remove')}
        />
      ))}
      {problemOf(error, 'ladder') && (
        <Text size="xs" c="red" role="alert">
          {problemOf(error, 'ladder')}
        </Text>
      )}
      {!readOnly && <LadderButtons ladder={ladder} onPut={put} />}
    </Group>
  );
}

interface LadderButtonsProps {
  ladder: Ladder;
  onPut: (ladder: Ladder, deed: Deed) => void;
}

function LadderButtons({ ladder, onPut }: LadderButtonsProps) {
  const full = ladder.length >= MOST_RUNGS;
  return (
    <>
      <Row gap={4}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={full}
          onClick={() => onPut(withAnother(ladder), 'add')}
        >
          {t('ladder.add')}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          disabled={isDefault(ladder)}
          onClick={() => onPut(DEFAULT_LADDER, 'reset')}
        >
          {t('ladder.reset')}
        </Button>
      </Row>
      {full && (
        <Text size="xs" c="dimmed">
          {t('ladder.full', { count: MOST_RUNGS })}
        </Text>
      )}
    </>
  );
}
