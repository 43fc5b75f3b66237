import { Button } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import { useSignInOptions } from '../api/use-sign-in-options';

/** It sends the browser on to the provider. */
const OPENID_ADDRESS = '/api/auth/token/openid/';

/** Leads to the organisation's provider, where one is configured. */
export function OpenIdButton() {
  const options = useSignInOptions();
  if (!options.data?.openid) return null;
  return (
    <Button
      component="a"
      href={OPENID_ADDRESS}
      variant="default"
      size="md"
      leftSection={<IconBuilding size={18} />}
    >
      {t('signIn.openId')}
    </Button>
  );
}
