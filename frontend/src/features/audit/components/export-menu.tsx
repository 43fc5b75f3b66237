import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';

import { useExport } from '../api/use-export';
import type { AuditFilter } from '../audit';

const FORMATS = ['csv', 'jsonl'] as const;

/** Takes what the list shows away as a file, all of it; that is written down. */
export function ExportMenu({ filter }: { filter: AuditFilter }) {
  const take = useExport(filter);
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />} loading={take.isPending}>
          {t('audit.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => take.mutate(format, { onError: showFailure })}>
            {t(`audit.formats.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
