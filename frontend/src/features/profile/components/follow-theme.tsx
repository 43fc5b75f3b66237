import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';

import { useSession } from '@/shared/lib/session';

/** Shows the page in the theme of the profile, on whichever device the person signs in. */
export function FollowTheme() {
  const { theme } = useSession();
  const { setColorScheme } = useMantineColorScheme();

  useEffect(() => {
    if (theme) setColorScheme(theme === 'system' ? 'auto' : theme);
    // Only a change of the profile; what is chosen on this page is sent there by itself.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [theme]);
  return null;
}
