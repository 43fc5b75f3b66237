import { Alert, Button, Code, CopyButton, Group, Stack } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload, IconInfoCircle } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

interface ShownOnceProps {
  /** What the lines are, for those who hear the page. */
  label: string;
  warning: string;
  lines: string[];
  /** Offers the lines as a file of this name. */
  fileName?: string;
}

/** A secret that cannot be shown again, to be copied or kept as a file. */
export function ShownOnce({ label, warning, lines, fileName }: ShownOnceProps) {
  const text = lines.join('\n');
  return (
    <Stack gap="sm">
      <Alert color="yellow" icon={<IconInfoCircle size={18} />}>
        {warning}
      </Alert>
      <Code block role="group" aria-label={label} fz="md" style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Code>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              onClick={copy}
            >
              {t(copied ? 'common.copied' : 'form.copy')}
            </Button>
          )}
        </CopyButton>
        {fileName && (
          <Button
            component="a"
            variant="default"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
            download={fileName}
            leftSection={<IconDownload size={16} />}
          >
            {t('form.download')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
