import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';

import { OUTCOMES, REQUIRED, type Act } from '../bulk';

interface BulkQuestionProps {
  act: Act;
  asks: ('reason' | 'outcome' | 'notes')[];
  pending: boolean;
  error: unknown;
  onPreview: (given: Record<string, string>) => void;
  onClose: () => void;
}

/** What an act needs to know before it can be previewed. */
export function BulkQuestion({ act, asks, pending, error, onPreview, onClose }: BulkQuestionProps) {
  const [outcome, setOutcome] = useState<string>(OUTCOMES[0]);
  const [text, setText] = useState('');
  const words = asks.find((name) => name !== 'outcome');
  const required = words !== undefined && REQUIRED[act] === words;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onPreview({
          ...(asks.includes('outcome') && { outcome }),
          ...(words && text.trim() && { [words]: text.trim() }),
        });
      }}
    >
      <Stack gap="sm">
        <FormFailure error={error} />
        <Text size="sm" c="dimmed">
          {t('bulk.previewFirst')}
        </Text>
        {asks.includes('outcome') && (
          <Select
            label={t('bulk.outcome')}
            data={OUTCOMES.map((value) => ({ value, label: t(`bulk.outcomes.${value}`) }))}
            value={outcome}
            onChange={(value) => value && setOutcome(value)}
            allowDeselect={false}
          />
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
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={required && text.trim() === ''}>
            {t('bulk.preview')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
