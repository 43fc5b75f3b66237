import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormFailure } from '@/shared/ui/form-failure';

import { ASKS, FIRST, WORDS, isAnswered, wordsMayLack, type Act, type Answers } from '../bulk';
import { BulkAsked } from './bulk-asked';

interface BulkQuestionProps {
  act: Act;
  pending: boolean;
  error: unknown;
  onPreview: (given: Answers) => void;
  onClose: () => void;
}

// Those that the form shows, as the service names them.
const FIELDS = [
  'to_role',
  ...['to_user', 'code', 'until', 'priority', 'reason', 'notes'].map((each) => `arguments.${each}`),
];

/** What an act needs to know before it can be previewed. */
export function BulkQuestion({ act, pending, error, onPreview, onClose }: BulkQuestionProps) {
  const question = ASKS[act];
  const words = WORDS[act];
  const [answers, setAnswers] = useState<Answers>(question ? FIRST[question] : {});
  const [text, setText] = useState('');
  const required = words !== undefined && !wordsMayLack(act, answers);
  const incomplete = (required && text.trim() === '') || !isAnswered(act, answers);

  function submit() {
    const given = { ...answers, ...(words && { [words]: text.trim() }) };
    // What was left empty is not said.
    onPreview(Object.fromEntries(Object.entries(given).filter(([, answer]) => answer)));
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <FormFailure error={error} fields={FIELDS} />
        <Text size="sm" c="dimmed">
          {t('bulk.previewFirst')}
        </Text>
        {question && (
          <BulkAsked question={question} answers={answers} onAnswer={setAnswers} error={error} />
        )}
        {words && (
          <Textarea
            label={t(words === 'reason' ? 'bulk.reason' : 'bulk.notes')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            required={required}
            maxLength={300}
            autosize
            minRows={2}
            error={problemOf(error, `arguments.${words}`)}
            data-autofocus={question === undefined || undefined}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={incomplete}>
            {t('bulk.preview')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
