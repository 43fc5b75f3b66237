import { Button, Center, Group } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconEyeOff } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';

import { useStopWatching } from '@/features/tasks/api/use-stop-watching';
import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { FormFailure } from '@/shared/ui/form-failure';

/** Where a notice leads whose reader wants no more of a ticket. A click does it: mail programs
 * follow links by themselves. */
export function StopWatchingPage() {
  const { number = '' } = useParams();
  const stop = useStopWatching(number);
  const title = t('watching.title', { number });
  useDocumentTitle(title);
  const toTicket = (
    <Button
      component={Link}
      to={`/tickets/${encodeURIComponent(number)}`}
      variant={stop.isSuccess ? 'filled' : 'default'}
    >
      {t('watching.keep')}
    </Button>
  );

  return (
    <Center h="100%">
      <div role={stop.isSuccess ? 'status' : undefined}>
        <FormFailure error={stop.error} />
        <EmptyState
          wholePage
          icon={IconEyeOff}
          title={stop.isSuccess ? t('watching.stopped', { number }) : title}
          hint={stop.isSuccess ? '' : t('watching.hint')}
          action={
            <Group justify="center" gap="xs">
              {!stop.isSuccess && (
                <Button loading={stop.isPending} onClick={() => stop.mutate()}>
                  {t('watching.stop')}
                </Button>
              )}
              {toTicket}
            </Group>
          }
        />
      </div>
    </Center>
  );
}
