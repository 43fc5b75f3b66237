import { Button } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import { OPENID_ADDRESS, useOpenId } from '../api/use-openid';

/** Leads to the organisation's provider, where one is configured. */
export function OpenIdButton() {
  const { data: configured } = useOpenId();
  if (!configured) return null;
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
