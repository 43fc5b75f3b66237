import { Paper, Text } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';

import { ChosenFiles } from '@/features/files/components/chosen-files';
import { FilesFollowing } from '@/features/files/components/files-following';
import { ticketFilesPath } from '@/features/files/files';
import { useUploads } from '@/features/files/use-uploads';
import { SubmitForm } from '@/features/portal/components/submit-form';
import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';
import { Page } from '@/shared/ui/page';

export function SubmitPage() {
  const navigate = useNavigate();
  const uploads = useUploads();
  const [number, setNumber] = useState<string | null>(null);
  const through = uploads.transfers.every(({ state }) => state === 'refused');

  const goOn = useCallback(
    (to: string) => {
      showSuccess(t('submit.done', { number: to }));
      void navigate(`/portal/tickets/${encodeURIComponent(to)}`);
    },
    [navigate],
  );

  function follow(accepted: string) {
    if (through) return goOn(accepted);
    setNumber(accepted);
    void uploads.start({ path: ticketFilesPath(accepted) });
  }

  useEffect(() => {
    if (number !== null && through) goOn(number);
  }, [number, through, goOn]);

  return (
    <Page title={t('submit.title')} narrow>
      <Text c="dimmed" mb="md">
        {t('submit.intro')}
      </Text>
      <Paper withBorder radius="lg" p={{ base: 'md', sm: 'xl' }}>
        {number === null ? (
          <SubmitForm onSubmitted={follow} files={<ChosenFiles uploads={uploads} />} />
        ) : (
          <FilesFollowing number={number} uploads={uploads} onGoOn={() => goOn(number)} />
        )}
      </Paper>
    </Page>
  );
}
