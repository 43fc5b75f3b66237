import { Paper, Text } from '@mantine/core';
import { useNavigate } from 'react-router';

import { SubmitForm } from '@/features/portal/components/submit-form';
import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';
import { Page } from '@/shared/ui/page';

export function SubmitPage() {
  const navigate = useNavigate();

  function show(number: string) {
    showSuccess(t('submit.done', { number }));
    void navigate(`/portal/tickets/${encodeURIComponent(number)}`);
  }

  return (
    <Page title={t('submit.title')} narrow>
      <Text c="dimmed" mb="md">
        {t('submit.intro')}
      </Text>
      <Paper withBorder radius="lg" p={{ base: 'md', sm: 'xl' }}>
        <SubmitForm onSubmitted={show} />
      </Paper>
    </Page>
  );
}
