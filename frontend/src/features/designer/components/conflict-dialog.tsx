import { Button, Group, Modal, Stack, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { Saved } from '../api/fetch-saved';
import type { Design } from '../document/design';
import { differences } from '../document/differences';
import { merge } from '../document/merging';
import { DifferenceList } from './difference-list';

interface ConflictDialogProps {
  base: Design;
  mine: Design;
  theirs: Saved;
  /** Go on from theirs with this draft. */
  onResolve: (design: Design, how: 'theirs' | 'mine' | 'merged') => void;
}

/** Somebody else saved in between: who, what, and what shall become of it. */
export function ConflictDialog({ base, mine, theirs, onResolve }: ConflictDialogProps) {
  const { workflow } = theirs;
  const merged = merge(base, mine, theirs.design);
  const mergeable = merged.conflicts.length === 0;
  const who = workflow.updated_by_name || t('designer.conflict.somebody');

  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="lg"
      title={t('designer.conflict.title')}
    >
      <Stack gap="sm">
        <Text size="sm">
          {t('designer.conflict.who', { who })} <RelativeTime at={workflow.updated_at} />
        </Text>
        <DifferenceList
          title={t('designer.conflict.theirs', { who })}
          changes={differences(base, theirs.design)}
        />
        <DifferenceList title={t('designer.conflict.mine')} changes={differences(base, mine)} />
        <Text size="sm">
          {t(mergeable ? 'designer.conflict.mergeable' : 'designer.conflict.clash', {
            count: merged.conflicts.length,
          })}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => onResolve(theirs.design, 'theirs')}>
            {t('designer.conflict.takeTheirs')}
          </Button>
          <Button variant="light" color="red" onClick={() => onResolve(mine, 'mine')}>
            {t('designer.conflict.keepMine')}
          </Button>
          {mergeable && (
            <Button data-autofocus onClick={() => onResolve(merged.design, 'merged')}>
              {t('designer.conflict.merge')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
