import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';

import { useChangeProfile } from '@/features/profile/api/use-change-profile';
import { useOfferActs } from '@/shared/hooks/use-acts';
import { t } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';

export function ThemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const change = useChangeProfile();
  const label = t(dark ? 'theme.light' : 'theme.dark');

  function toggle() {
    const theme = dark ? 'light' : 'dark';
    setColorScheme(theme);
    change.mutate({ theme }, { onError: showFailure });
  }

  useOfferActs([{ id: 'theme', label, run: toggle }]);

  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" aria-label={label} onClick={toggle}>
        {dark ? <IconSun size={19} stroke={1.6} /> : <IconMoon size={19} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  );
}
