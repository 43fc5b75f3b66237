import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';

import { readDuration, writeDuration } from '@/features/designer/document/durations';

interface DurationInputProps {
  label: string;
  description?: string;
  /** Seconds. */
  value: number | null;
  onChange: (seconds: number | null) => void;
  error?: string;
  readOnly?: boolean;
}

/** A length of time as people write it: `2 d 4 h`. */
export function DurationInput({ value, onChange, error, ...props }: DurationInputProps) {
  const [text, setText] = useState<string | null>(null);
  const shown = value === null ? '' : writeDuration(value);
  const unreadable = text !== null && text.trim() !== '' && readDuration(text) === null;

  function leave() {
    if (text === null || unreadable) return;
    onChange(text.trim() === '' ? null : readDuration(text));
    setText(null);
  }

  return (
    <TextInput
      {...props}
      placeholder={t('designer.durationExample')}
      value={text ?? shown}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={leave}
      error={unreadable ? t('designer.durationUnreadable') : error}
    />
  );
}
