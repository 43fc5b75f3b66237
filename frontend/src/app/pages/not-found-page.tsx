import { Button, Center } from '@mantine/core';
import { IconCompassOff } from '@tabler/icons-react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';

export function NotFoundPage() {
  return (
    <Center h="100%">
      <EmptyState
        wholePage
        icon={IconCompassOff}
        title={t('notFound.title')}
        hint={t('notFound.hint')}
        action={
          <Button component={Link} to="/" variant="light">
            {t('notFound.home')}
          </Button>
        }
      />
    </Center>
  );
}
