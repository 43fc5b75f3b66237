import { Stack, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { MethodSetup } from './method-setup';

interface EnrolmentFormProps {
  token: string;
  pending: boolean;
  error: unknown;
  onCode: (otp: string) => void;
}

/** Sets up the second factor that a role demands, before the first sign-in with it. */
export function EnrolmentForm(props: EnrolmentFormProps) {
  return (
    <Stack gap="md">
      <div>
        <Text fw={600}>{t('secondFactor.needed')}</Text>
        <Text size="sm" c="dimmed">
          {t('secondFactor.neededHint')}
        </Text>
      </div>
      <MethodSetup methods={['totp', 'email']} submit={t('signIn.submit')} {...props} />
    </Stack>
  );
}
