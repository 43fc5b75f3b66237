import { Center, Loader } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';

import { t } from '@/shared/lib/i18n';
import { rememberLanguage } from '@/shared/lib/i18n/language';
import { locale, speak } from '@/shared/lib/i18n/spoken';
import { useSession } from '@/shared/lib/session';

/**
 * Shows `children` in the language of the profile, on whichever device the person signs in.
 *
 * Only at the start: a choice made on another device takes nobody's half-written form away.
 */
export function FollowLanguage({ children }: { children: ReactNode }) {
  const [language] = useState(useSession().language ?? 'system');
  const [settled, setSettled] = useState(language === 'system' || language === locale());

  useEffect(() => {
    if (language === 'system') return;
    rememberLanguage(language);
    const settle = () => setSettled(true);
    // Where the catalogue cannot be had, what is spoken already has to do.
    if (language !== locale()) void speak(language).then(settle, settle);
  }, [language]);

  if (settled) return children;
  return (
    <Center h="100%">
      <Loader aria-label={t('common.loading')} />
    </Center>
  );
}
