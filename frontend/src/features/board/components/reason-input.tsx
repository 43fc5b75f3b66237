import { Textarea } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

const MAX_REASON = 1000;

interface ReasonInputProps {
  value: string;
  onChange: (reason: string) => void;
  error?: string;
  'data-autofocus'?: boolean;
}

/** Why work is handed on. */
export function ReasonInput({ value, onChange, ...others }: ReasonInputProps) {
  return (
    <Textarea
      label={t('board.reason')}
      description={t('board.reasonHint')}
      maxLength={MAX_REASON}
      autosize
      minRows={2}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...others}
    />
  );
}
