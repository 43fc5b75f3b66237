import { Button, Select, Stack, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { languages, t } from '@/shared/lib/i18n';
import { speakChosen } from '@/shared/lib/i18n/spoken';
import { problemOf } from '@/shared/lib/problem-of';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { FormFailure } from '@/shared/ui/form-failure';
import { QueryView } from '@/shared/ui/query-view';

import { useChangeProfile } from '../api/use-change-profile';
import { useProfile } from '../api/use-profile';
import { THEMES, type Profile, type ProfileChange, type Theme } from '../profile';

const LANGUAGES = languages.map(({ tag, name }) => ({ value: tag, label: name }));
const FIELDS = ['full_name', 'department', 'language', 'time_zone', 'theme'] as const;

/** Name, department and settings of whoever is signed in. */
export function ProfileForm() {
  const profile = useProfile();
  return (
    <QueryView query={profile}>{(own) => <Form key={own.updated_at} profile={own} />}</QueryView>
  );
}

function Form({ profile }: { profile: Profile }) {
  const change = useChangeProfile();

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = changesOf(profile, event.currentTarget);
    // What was saved makes the form anew, so that it is not there any more to say so itself.
    void change.mutateAsync(body).then(
      () => showSaved(body),
      () => undefined,
    );
  }

  const problem = (field: string) => problemOf(change.error, field);
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md" maw={420}>
        <FormFailure error={change.error} fields={FIELDS} />
        <TextInput
          name="full_name"
          label={t('account.fullName')}
          defaultValue={profile.full_name}
          autoComplete="name"
          maxLength={200}
          required
          error={problem('full_name')}
        />
        <TextInput
          name="department"
          label={t('account.department')}
          defaultValue={profile.department}
          maxLength={100}
          error={problem('department')}
        />
        <Select
          name="language"
          label={t('profile.language')}
          defaultValue={profile.language}
          data={[{ value: 'system', label: t('profile.languageOfDevice') }, ...LANGUAGES]}
          allowDeselect={false}
          error={problem('language')}
        />
        <Select
          name="time_zone"
          label={t('profile.timeZone')}
          description={t('profile.timeZoneHint')}
          defaultValue={profile.time_zone}
          data={timeZonesWith(profile.time_zone)}
          searchable
          limit={100}
          nothingFoundMessage={t('profile.noTimeZone')}
          allowDeselect={false}
          error={problem('time_zone')}
        />
        <Select
          name="theme"
          label={t('profile.theme')}
          defaultValue={profile.theme}
          data={THEMES.map((value) => ({ value, label: t(`profile.themes.${value}`) }))}
          allowDeselect={false}
          error={problem('theme')}
        />
        <div>
          <Button type="submit" loading={change.isPending}>
            {t('profile.save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Said in the language that was chosen; where that cannot be had, in the one before. */
async function showSaved({ language }: ProfileChange) {
  if (language) await speakChosen(language).catch(showFailure);
  showSuccess(t('profile.saved'));
}

/** Only what differs: some may not set their department, and need not. */
function changesOf(profile: Profile, form: HTMLFormElement): ProfileChange {
  const entries = FIELDS.map((field) => [field, textOf(form, field)] as const);
  const changed = entries.filter(([field, text]) => text !== profile[field]);
  return Object.fromEntries(changed) as ProfileChange & { theme?: Theme };
}

function timeZonesWith(own = 'UTC'): string[] {
  return [...new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')])];
}
