import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { QueryView } from '@/shared/ui/query-view';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row, Rows } from '@/shared/ui/rows';

import {
  useProtection,
  useResetProtection,
  useSignInDelay,
  useUnlock,
} from '../api/use-protection';

interface PersonProtectionProps {
  personId: number;
  readOnly: boolean;
}

/** Second factors of somebody, and the delay that failed sign-ins earned them. */
export function PersonProtection(props: PersonProtectionProps) {
  return (
    <Stack gap="sm">
      <SecondFactorRow {...props} />
      <DelayRow {...props} />
    </Stack>
  );
}

function SecondFactorRow({ personId, readOnly }: PersonProtectionProps) {
  const protection = useProtection(personId);
  const [asking, setAsking] = useState(false);
  return (
    <QueryView query={protection}>
      {({ methods, is_required: required, recovery_codes_left: left }) => (
        <Rows>
          <Row
            title={t('secondFactor.title')}
            facts={[
              methods.length > 0
                ? methods.map(({ method }) => t(`secondFactor.from.${method}`)).join(', ')
                : t('accounts.noSecondFactor'),
              methods.length > 0 && t('secondFactor.codesLeft', { count: left }),
              required && t('accounts.secondFactorNeeded'),
            ]}
          >
            {!readOnly && methods.length > 0 && (
              <Button size="xs" variant="default" onClick={() => setAsking(true)}>
                {t('accounts.resetSecondFactor')}
              </Button>
            )}
            {asking && <ResetDialog personId={personId} onClose={() => setAsking(false)} />}
          </Row>
        </Rows>
      )}
    </QueryView>
  );
}

function ResetDialog({ personId, onClose }: { personId: number; onClose: () => void }) {
  const reset = useResetProtection(personId);
  return (
    <ConfirmDialog
      title={t('accounts.resetSecondFactor')}
      confirm={t('accounts.resetSecondFactor')}
      dangerous
      pending={reset.isPending}
      error={reset.error}
      onClose={onClose}
      onConfirm={() =>
        reset.mutate(undefined, {
          onSuccess: () => {
            showSuccess(t('accounts.secondFactorReset'));
            onClose();
          },
        })
      }
    >
      {t('accounts.resetSecondFactorHint')}
    </ConfirmDialog>
  );
}

function DelayRow({ personId, readOnly }: PersonProtectionProps) {
  const delay = useSignInDelay(personId);
  const unlock = useUnlock(personId);
  return (
    <QueryView query={delay}>
      {({ failures, blocked_until: until }) => (
        <Rows>
          <Row
            title={t('accounts.failures')}
            facts={[
              t('accounts.failed', { count: failures }),
              until && (
                <Text span size="xs" c="red">
                  {t('accounts.delayed')} <RelativeTime at={until} />
                </Text>
              ),
            ]}
          >
            {!readOnly && failures > 0 && (
              <Button
                size="xs"
                variant="default"
                loading={unlock.isPending}
                onClick={() =>
                  unlock.mutate(undefined, {
                    onSuccess: () => showSuccess(t('accounts.unlocked')),
                    onError: showFailure,
                  })
                }
              >
                {t('accounts.unlock')}
              </Button>
            )}
          </Row>
        </Rows>
      )}
    </QueryView>
  );
}
