import { Stack, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';

import { assetOf } from '../asked-for';
import type { TaskDetail } from '../task';
import { ToldAtTheEnd } from './told-at-the-end';

/** The asset a ticket is about, and what AMS knows of the outcome. */
export function AssetTab({ task }: { task: TaskDetail }) {
  const asset = assetOf(task.ticket.details);
  if (!asset) return null;
  return (
    <Stack gap="md">
      <div>
        <Text component="h2" fw={600} mb={4}>
          {asset.name || t('asset.unnamed')}
        </Text>
        <FactList
          facts={[
            { label: t('asset.serial'), value: asset.serial },
            { label: t('asset.number'), value: asset.id },
          ]}
        />
      </div>
      <ToldAtTheEnd task={task} />
    </Stack>
  );
}
