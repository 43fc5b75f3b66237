import { Switch, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { asGroup, fromGroup } from '@/features/designer/document/conditions';
import { ConditionBuilder } from './condition-builder';
import { Group } from './group';
import type { WayFieldsProps } from './way-inspector';

/** For which tickets the way is open. */
export function ConditionField({ way, set, readOnly }: WayFieldsProps) {
  return (
    <Group title={t('designer.way.condition')}>
      <Switch
        label={t('designer.way.default')}
        description={t('designer.way.defaultHint')}
        checked={way.default}
        disabled={readOnly}
        onChange={(event) => set({ default: event.currentTarget.checked })}
      />
      {!way.default && (
        <>
          {way.condition === null && (
            <Text size="xs" c="dimmed">
              {t('designer.way.always')}
            </Text>
          )}
          <ConditionBuilder
            group={asGroup(way.condition)}
            onChange={(group) => set({ condition: fromGroup(group) })}
            readOnly={readOnly}
          />
        </>
      )}
    </Group>
  );
}
