import { ActionIcon, Button, FileButton, Tooltip } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

interface PickButtonProps {
  onPick: (files: File[]) => void;
  /** Where there is little room: without words. */
  compact?: boolean;
}

export function PickButton({ onPick, compact = false }: PickButtonProps) {
  return (
    <FileButton onChange={onPick} multiple inputProps={{ 'aria-label': t('files.choose') }}>
      {(props) =>
        compact ? (
          <Tooltip label={t('files.attach')}>
            <ActionIcon {...props} size="lg" aria-label={t('files.attach')}>
              <IconPaperclip size={18} />
            </ActionIcon>
          </Tooltip>
        ) : (
          <Button
            {...props}
            variant="default"
            size="compact-sm"
            leftSection={<IconPaperclip size={15} />}
          >
            {t('files.attach')}
          </Button>
        )
      }
    </FileButton>
  );
}
