import { useNavigate } from 'react-router';

import { rawTextOf, textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormDialog } from '@/shared/ui/form-dialog';
import { NewPasswordInput } from '@/shared/ui/password-inputs';

import { useCreatePerson } from '../api/use-person';
import { PERSON_FIELDS, PersonFields } from './person-fields';

/** Adds somebody, and goes on to their roles. */
export function CreatePersonDialog({ onClose }: { onClose: () => void }) {
  const create = useCreatePerson();
  const navigate = useNavigate();

  function submit(form: HTMLFormElement) {
    const body = {
      full_name: textOf(form, 'full_name'),
      username: textOf(form, 'username'),
      email: textOf(form, 'email'),
      department: textOf(form, 'department'),
      password: rawTextOf(form, 'password'),
    };
    create.mutate(body, { onSuccess: (person) => void navigate(`/people/${person.id}`) });
  }

  return (
    <FormDialog
      title={t('accounts.create')}
      submit={t('accounts.createSubmit')}
      pending={create.isPending}
      error={create.error}
      fields={[...PERSON_FIELDS, 'password']}
      onSubmit={submit}
      onClose={onClose}
    >
      <PersonFields error={create.error} />
      <NewPasswordInput
        name="password"
        label={t('accounts.firstPassword')}
        withAsterisk
        error={problemOf(create.error, 'password')}
      />
    </FormDialog>
  );
}
