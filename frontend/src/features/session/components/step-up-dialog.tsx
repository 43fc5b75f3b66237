import { Button, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';

import { onStepUp } from '@/api/step-up';
import { rawTextOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { useSession } from '@/shared/lib/session';
import { FormFailure } from '@/shared/ui/form-failure';
import { SecretInput } from '@/shared/ui/password-inputs';
import { QueryView } from '@/shared/ui/query-view';

import { useSecondFactor } from '../api/use-second-factor';
import { useStepUp } from '../api/use-step-up';
import { SOURCES } from '../second-factor';
import { CodeForm } from './code-form';
import { MailCode } from './mail-code';

/** Opens whenever an act needs a recent proof of who the person is, and has the act repeated. */
export function StepUpDialog() {
  const answer = useRef<(proven: boolean) => void>(undefined);
  const [opened, setOpened] = useState(false);

  useEffect(
    () =>
      onStepUp(
        () =>
          new Promise((resolve) => {
            answer.current = resolve;
            setOpened(true);
          }),
      ),
    [],
  );

  function finish(proven: boolean) {
    setOpened(false);
    answer.current?.(proven);
  }

  return (
    <Modal
      opened={opened}
      onClose={() => finish(false)}
      title={t('stepUp.title')}
      // Above the dialog whose button asked for it.
      zIndex={300}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('stepUp.hint')}</Text>
        <ProofForm onProven={() => finish(true)} />
      </Stack>
    </Modal>
  );
}

function ProofForm({ onProven }: { onProven: () => void }) {
  const session = useSession();
  const standing = useSecondFactor();
  const stepUp = useStepUp();

  return (
    <QueryView query={standing}>
      {({ methods }) => {
        if (methods.length === 0) return <PasswordProof onProven={onProven} />;
        const had = [...methods.map(({ method }) => method), 'recovery'];
        return (
          <CodeForm
            sources={SOURCES.filter((source) => had.includes(source))}
            submit={t('stepUp.submit')}
            pending={stepUp.isPending}
            error={stepUp.error}
            onCode={(otp) => stepUp.mutate({ otp }, { onSuccess: onProven })}
            mailing={<MailCode username={session.username} />}
          />
        );
      }}
    </QueryView>
  );
}

function PasswordProof({ onProven }: { onProven: () => void }) {
  const stepUp = useStepUp();

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = rawTextOf(event.currentTarget, 'password');
    stepUp.mutate({ password }, { onSuccess: onProven });
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <FormFailure error={stepUp.error} fields={['password']} />
        <SecretInput
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          error={problemOf(stepUp.error, 'password')}
          data-autofocus
        />
        <Button type="submit" loading={stepUp.isPending}>
          {t('stepUp.submit')}
        </Button>
      </Stack>
    </form>
  );
}
