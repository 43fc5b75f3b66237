import { useLocalStorage, useMediaQuery } from '@mantine/hooks';

/** How the navigation at the left is shown: as a column, folded to its icons, or behind a menu. */
export function useRail() {
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const [narrow, setNarrow] = useLocalStorage({
    key: 'tts.nav.narrow',
    defaultValue: false,
    getInitialValueInEffect: false,
  });

  return { phone, narrow, setNarrow, hasRoom: !phone && !narrow };
}
