import { NativeSelect } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';

import { languages, t, type Language } from '@/shared/lib/i18n';
import { speakChosen, useLanguage } from '@/shared/lib/i18n/spoken';
import { showFailure } from '@/shared/lib/toast';

const LANGUAGES = languages.map(({ tag, name }) => ({ value: tag, label: name }));

/** The language of this device, for whoever is not signed in. */
export function LanguageSelect() {
  const language = useLanguage();
  return (
    <NativeSelect
      aria-label={t('profile.language')}
      leftSection={<IconLanguage size={16} aria-hidden />}
      data={LANGUAGES}
      value={language}
      onChange={(event) => {
        void speakChosen(event.currentTarget.value as Language).catch(showFailure);
      }}
      w={150}
      mx="auto"
      mt="md"
    />
  );
}
