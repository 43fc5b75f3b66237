import { Button, Group } from '@mantine/core';
import { IconDownload, IconEraser } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { saveFile } from '@/shared/lib/save-file';
import { showFailure } from '@/shared/lib/toast';

import { useExportPerson } from '../api/use-anonymise';
import type { Person } from '../people';
import { AnonymiseDialog } from './anonymise-dialog';

/** Somebody's data: handed out, or forgotten for good. */
export function PersonData({ person }: { person: Person }) {
  const ask = useExportPerson(person.id);
  const [asking, setAsking] = useState(false);
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        loading={ask.isPending}
        onClick={() =>
          ask.mutate(undefined, {
            onSuccess: (known) =>
              saveFile(`tts-${person.username}.json`, JSON.stringify(known, null, 2)),
            onError: showFailure,
          })
        }
      >
        {t('accounts.export')}
      </Button>
      <Button
        color="red"
        variant="light"
        leftSection={<IconEraser size={16} />}
        onClick={() => setAsking(true)}
      >
        {t('accounts.anonymise')}
      </Button>
      {asking && <AnonymiseDialog person={person} onClose={() => setAsking(false)} />}
    </Group>
  );
}
