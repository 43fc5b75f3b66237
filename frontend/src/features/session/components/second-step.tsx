import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

import type { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';

import { enrolmentTokenOf, sourcesOf, type CodeSource } from '../second-factor';
import { CodeForm } from './code-form';
import { EnrolmentForm } from './enrolment-form';

/** What is still owed after a password, or after the word of the organisation's provider. */
export type Owed = { name: 'code'; sources: CodeSource[] } | { name: 'enrolment'; token: string };

/** What a refusal says is owed; null when it is refused for good. */
export function owedAfter(error: ApiError): Owed | null {
  if (error.code === 'OTP_REQUIRED') return { name: 'code', sources: sourcesOf(error) };
  const token = error.code === 'ENROLMENT_REQUIRED' ? enrolmentTokenOf(error) : null;
  return token === null ? null : { name: 'enrolment', token };
}

interface SecondStepProps {
  owed: Owed;
  pending: boolean;
  error: unknown;
  onCode: (otp: string) => void;
  onStartAgain: () => void;
  /** What has a code mailed. */
  mailing: ReactNode;
}

/** A code of the second factor, or the set-up of one. */
export function SecondStep({ owed, onStartAgain, mailing, ...form }: SecondStepProps) {
  return (
    <Stack gap="md">
      {owed.name === 'enrolment' ? (
        <EnrolmentForm token={owed.token} {...form} />
      ) : (
        <CodeForm sources={owed.sources} submit={t('signIn.submit')} mailing={mailing} {...form} />
      )}
      <Button variant="subtle" onClick={onStartAgain}>
        {t('signIn.startAgain')}
      </Button>
    </Stack>
  );
}
