import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';

import { deviceLanguage } from '@/shared/lib/i18n/language';
import { speak } from '@/shared/lib/i18n/spoken';
import { renderScreen } from '@/test/render';

import { LanguageSelect } from './language-select';

afterEach(() => speak('en'));

it('changes the language of the page and of the device', async () => {
  renderScreen(<LanguageSelect />);

  await userEvent.selectOptions(screen.getByLabelText('Language'), 'Deutsch');

  expect(await screen.findByLabelText('Sprache')).toHaveValue('de');
  expect(deviceLanguage()).toBe('de');
});
