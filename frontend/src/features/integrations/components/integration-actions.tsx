import { Button, Group, Text } from '@mantine/core';
import { IconPlugConnected, IconRefresh } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { hasRole, useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useResetBreaker } from '../api/use-reset-breaker';
import { useTestCall } from '../api/use-test-call';
import { nameOf, type Integration, type TestCall } from '../integrations';

/** A test call, and closing the breaker of a system that is left alone. For admins. */
export function IntegrationActions({ integration }: { integration: Integration }) {
  const session = useSession();
  if (!hasRole(session, 'Admin')) return null;

  return (
    <Group gap="xs" mt="sm">
      {integration.testable && <TestButton adapter={integration.adapter} />}
      {integration.breaker.state !== 'closed' && <ResetButton adapter={integration.adapter} />}
    </Group>
  );
}

function TestButton({ adapter }: { adapter: string }) {
  const test = useTestCall(adapter);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlugConnected size={15} />}
        loading={test.isPending}
        onClick={() => test.mutate(undefined, { onError: showFailure })}
      >
        {t('integrations.test')}
      </Button>
      {test.data && <Outcome call={test.data} />}
    </>
  );
}

function Outcome({ call }: { call: TestCall }) {
  return (
    <Text size="sm" role="status" c={call.status === 'pass' ? 'teal' : 'red'}>
      {call.status === 'pass'
        ? t('integrations.answered', { ms: call.latency_ms })
        : t('integrations.silent', { reason: call.message })}
    </Text>
  );
}

function ResetButton({ adapter }: { adapter: string }) {
  const reset = useResetBreaker(adapter);
  return (
    <Button
      size="xs"
      leftSection={<IconRefresh size={15} />}
      loading={reset.isPending}
      onClick={() =>
        reset.mutate(undefined, {
          onSuccess: () => showSuccess(t('integrations.wasReset', { name: nameOf(adapter) })),
          onError: showFailure,
        })
      }
    >
      {t('integrations.reset')}
    </Button>
  );
}
