import { screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';

import { t } from '@/shared/lib/i18n';
import { deviceLanguage } from '@/shared/lib/i18n/language';
import { speak } from '@/shared/lib/i18n/spoken';
import { MARIA, renderScreen } from '@/test/render';

import { FollowLanguage } from './follow-language';

function Screen() {
  return <p>{t('nav.inbox')}</p>;
}

const screenOf = (language: 'system' | 'de') =>
  renderScreen(
    <FollowLanguage>
      <Screen />
    </FollowLanguage>,
    { session: { ...MARIA, language } },
  );

afterEach(() => speak('en'));

it('shows nothing before the language of the profile is there, and keeps it on the device', async () => {
  screenOf('de');
  expect(screen.queryByText('Inbox')).not.toBeInTheDocument();

  expect(await screen.findByText('Eingang')).toBeInTheDocument();
  expect(deviceLanguage()).toBe('de');
});

it('goes on as the device speaks where the profile says nothing', () => {
  screenOf('system');

  expect(screen.getByText('Inbox')).toBeInTheDocument();
});
