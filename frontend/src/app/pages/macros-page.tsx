import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';

import { MacroList } from '@/features/macros/components/macro-list';
import { t } from '@/shared/lib/i18n';
import { mayRunMacros, useSession } from '@/shared/lib/session';
import { Page } from '@/shared/ui/page';

export function MacrosPage() {
  return (
    <Page
      title={t('macros.title')}
      actions={
        mayRunMacros(useSession()) && (
          <Button component={Link} to="/macros/new" leftSection={<IconPlus size={16} />}>
            {t('macros.create')}
          </Button>
        )
      }
    >
      <Text size="sm" c="dimmed" mb="md">
        {t('macros.intro')}
      </Text>
      <MacroList />
    </Page>
  );
}
