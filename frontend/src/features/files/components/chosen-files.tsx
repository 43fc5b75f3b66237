import { Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { useFileRules } from '../api/use-file-rules';
import { sizeOf } from '../files';
import type { Uploads } from '../use-uploads';
import { DropZone } from './drop-zone';
import { PickButton } from './pick-button';
import { TransferList } from './transfer-list';

/** The part of a form in which files are chosen that are sent later. */
export function ChosenFiles({ uploads }: { uploads: Uploads }) {
  const rules = useFileRules().data;
  return (
    <DropZone onFiles={uploads.add}>
      <Text size="sm" fw={500} mb={4}>
        {t('files.formLabel')}
      </Text>
      <PickButton onPick={uploads.add} />
      <Text size="xs" c="dimmed" my={4}>
        {rules && t('files.formHint', { limit: sizeOf(rules.max_bytes) })} {t('files.dropHint')}
      </Text>
      <TransferList uploads={uploads} />
    </DropZone>
  );
}
