import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';

import { CalendarList } from '@/features/calendars/components/calendar-list';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { Page } from '@/shared/ui/page';

export function CalendarsPage() {
  const admin = isAdmin(useSession());
  return (
    <Page
      title={t('calendars.title')}
      actions={
        admin && (
          <Button component={Link} to="/calendars/new" leftSection={<IconPlus size={16} />}>
            {t('calendars.create')}
          </Button>
        )
      }
    >
      <Text size="sm" c="dimmed" mb="md">
        {t('calendars.intro')}
      </Text>
      <CalendarList />
    </Page>
  );
}
