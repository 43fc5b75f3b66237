import { Button, Code, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  /** It is all there is on the page, so the reason is the page's heading. */
  wholePage?: boolean;
}

/** A plain reason, the id to quote when asking for help, and a way to try again. */
export function ErrorState({ error, onRetry, wholePage = false }: ErrorStateProps) {
  const known = error instanceof ApiError ? error : null;

  return (
    <Stack role="alert" align="center" gap="xs" p="xl" maw={420} mx="auto" ta="center">
      <ThemeIcon size={52} radius="xl" variant="light" color="red" aria-hidden>
        <IconAlertTriangle size={26} stroke={1.5} />
      </ThemeIcon>
      <Text component={wholePage ? 'h1' : 'p'} fw={600}>
        {known?.message ?? t('error.unexpected')}
      </Text>
      {known?.correlationId && (
        <Group gap={6} justify="center">
          <Text c="dimmed" size="xs">
            {t('error.reference')}
          </Text>
          <Code>{known.correlationId}</Code>
        </Group>
      )}
      {onRetry && (
        <Button variant="light" leftSection={<IconRefresh size={16} />} onClick={onRetry} mt="xs">
          {t('error.retry')}
        </Button>
      )}
    </Stack>
  );
}
