import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useChangePerson } from '../api/use-person';
import type { Person, PersonChange, SeenPerson } from '../people';
import { PERSON_FIELDS, PersonFields } from './person-fields';

interface EditPersonDialogProps {
  person: SeenPerson;
  onClose: () => void;
}

export function EditPersonDialog({ person, onClose }: EditPersonDialogProps) {
  const change = useChangePerson(person);
  return (
    <FormDialog
      title={t('accounts.editTitle', { name: person.full_name })}
      submit={t('profile.save')}
      pending={change.isPending}
      error={change.error}
      fields={PERSON_FIELDS}
      onClose={onClose}
      onSubmit={(form) =>
        change.mutate(changesOf(person, form), {
          onSuccess: () => {
            showSuccess(t('accounts.saved'));
            onClose();
          },
        })
      }
    >
      <PersonFields person={person} error={change.error} />
    </FormDialog>
  );
}

function changesOf(person: Person, form: HTMLFormElement): PersonChange {
  const entries = PERSON_FIELDS.map((field) => [field, textOf(form, field)] as const);
  return Object.fromEntries(entries.filter(([field, text]) => text !== person[field]));
}
