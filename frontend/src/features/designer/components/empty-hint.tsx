import { Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import classes from './designer.module.css';

export function EmptyHint() {
  return (
    <div className={classes.hint}>
      <Text ta="center" c="dimmed" maw={320}>
        {t('designer.empty')}
      </Text>
    </div>
  );
}
