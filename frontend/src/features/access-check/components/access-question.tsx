import { Select, SimpleGrid } from '@mantine/core';

import { useFoundPeople } from '@/api/use-found-people';
import { t, tWord } from '@/shared/lib/i18n';
import { PersonSelect } from '@/shared/ui/person-select';

import { ACTIONS, type Question } from '../access-check';

interface AccessQuestionProps {
  question: Question;
  onChange: (question: Question) => void;
}

/** Who, and what. */
export function AccessQuestion({ question, onChange }: AccessQuestionProps) {
  const found = useFoundPeople(question.user);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} mb="md">
      <PersonSelect
        label={t('accessCheck.person')}
        {...found}
        value={question.user}
        onChange={(user) => onChange({ ...question, user })}
      />
      <Select
        label={t('accessCheck.action')}
        placeholder={t('accessCheck.chooseAction')}
        data={ACTIONS.map((value) => ({
          value,
          label: tWord('accessCheck.actions', named(value)),
        }))}
        value={question.action}
        onChange={(value) =>
          onChange({ ...question, action: ACTIONS.find((action) => action === value) ?? null })
        }
        allowDeselect={false}
      />
    </SimpleGrid>
  );
}

/** Dots part the groups of a catalogue. */
function named(action: string): string {
  return action.replace('.', '_');
}
