import { Button, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';

import { codeFailure } from '../failures';
import type { CodeSource } from '../second-factor';

interface CodeFormProps {
  sources: CodeSource[];
  submit: string;
  pending: boolean;
  error: unknown;
  onCode: (otp: string) => void;
  /** What has a code mailed. */
  mailing: ReactNode;
}

/** Asks for a code of the second factor, from whichever of its sources the person has at hand. */
export function CodeForm({ sources, submit, pending, error, onCode, mailing }: CodeFormProps) {
  const [source, setSource] = useState<CodeSource>(sources[0] ?? 'totp');

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    onCode(textOf(event.currentTarget, 'otp'));
  }

  return (
    <Stack gap="md">
      <FormFailure error={error} title={codeFailure(error)} fields={['otp']} />
      {sources.length > 1 && (
        <SegmentedControl
          aria-label={t('secondFactor.source')}
          orientation={sources.length > 2 ? 'vertical' : 'horizontal'}
          value={source}
          onChange={(value) => setSource(value as CodeSource)}
          data={sources.map((value) => ({ value, label: t(`secondFactor.from.${value}`) }))}
        />
      )}
      <Text size="sm" c="dimmed">
        {t(`secondFactor.hint.${source}`)}
      </Text>
      {source === 'email' && mailing}
      <form onSubmit={onSubmit}>
        <Stack gap="md">
          <CodeInput key={source} recovery={source === 'recovery'} />
          <Button type="submit" size="md" fullWidth loading={pending}>
            {submit}
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}

export function CodeInput({ recovery = false, error }: { recovery?: boolean; error?: string }) {
  return (
    <TextInput
      name="otp"
      label={t(recovery ? 'secondFactor.recoveryCode' : 'secondFactor.code')}
      inputMode={recovery ? 'text' : 'numeric'}
      autoComplete={recovery ? 'off' : 'one-time-code'}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      autoFocus
      required
      withAsterisk={false}
      size="md"
      error={error}
    />
  );
}
