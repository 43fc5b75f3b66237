import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { saveFile } from '@/shared/lib/save-file';
import { useSession } from '@/shared/lib/session';
import { showFailure } from '@/shared/lib/toast';

import { useExport } from '../api/use-export';

/** Hands out what is known of whoever is signed in, as a file. */
export function ExportButton() {
  const session = useSession();
  const ask = useExport();
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      loading={ask.isPending}
      onClick={() =>
        ask.mutate(undefined, {
          onSuccess: (known) =>
            saveFile(`tts-${session.username}.json`, JSON.stringify(known, null, 2)),
          onError: showFailure,
        })
      }
    >
      {t('profile.export')}
    </Button>
  );
}
