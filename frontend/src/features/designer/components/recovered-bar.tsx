import { Alert, Button, Group } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t } from '@/shared/lib/i18n';

interface RecoveredBarProps {
  /** When the changes were made, in milliseconds. */
  at: number;
  onDiscard: () => void;
}

/** Says that changes an earlier visit could not save are back. */
export function RecoveredBar({ at, onDiscard }: RecoveredBarProps) {
  const [open, setOpen] = useState(true);
  const absolute = useFormatAbsolute();
  if (!open) return null;
  const close = () => setOpen(false);
  return (
    <Alert
      radius={0}
      p="xs"
      icon={<IconHistory size={18} />}
      title={t('designer.recovered', { at: absolute(new Date(at).toISOString()) })}
    >
      <Group gap="xs">
        <Button size="compact-xs" variant="default" onClick={close}>
          {t('designer.keepRecovered')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            onDiscard();
            close();
          }}
        >
          {t('designer.discardRecovered')}
        </Button>
      </Group>
    </Alert>
  );
}
