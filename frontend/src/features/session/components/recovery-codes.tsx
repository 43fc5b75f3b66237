import { Button, Stack, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { ShownOnce } from '@/shared/ui/shown-once';

interface RecoveryCodesProps {
  codes: string[];
  onDone: () => void;
}

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  return (
    <Stack gap="md">
      <div>
        <Text component="h2" fw={600}>
          {t('secondFactor.recoveryTitle')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('secondFactor.recoveryHint')}
        </Text>
      </div>
      <ShownOnce
        label={t('secondFactor.recoveryTitle')}
        warning={t('secondFactor.recoveryOnce')}
        lines={codes}
        fileName="tts-recovery-codes.txt"
      />
      <Button onClick={onDone}>{t('secondFactor.kept')}</Button>
    </Stack>
  );
}
