import { Button, Stack, Text, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';

import { isSpent } from '@/shared/lib/api-error';
import { rawTextOf, textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FactList } from '@/shared/ui/fact-list';
import { FormFailure } from '@/shared/ui/form-failure';
import { LinkOutcome } from '@/shared/ui/link-outcome';
import { NewPasswordInput } from '@/shared/ui/password-inputs';
import { QueryView } from '@/shared/ui/query-view';

import { useAcceptInvitation } from '../api/use-accept';
import { useOffer } from '../api/use-offer';
import type { Offer } from '../invitations';

const FIELDS = ['username', 'full_name', 'password'];

/** Turns the link of an invitation into an account. */
export function AcceptInvitation({ token }: { token: string }) {
  const offer = useOffer(token);
  if (!token || isSpent(offer.error)) return <Spent />;
  return (
    <QueryView query={offer}>{(offered) => <AcceptForm token={token} offer={offered} />}</QueryView>
  );
}

function Spent() {
  return (
    <LinkOutcome
      outcome="spent"
      hint={t('acceptInvitation.spentHint')}
      next={{ to: '/sign-in', label: t('signIn.title') }}
    />
  );
}

function AcceptForm({ token, offer }: { token: string; offer: Offer }) {
  const accept = useAcceptInvitation();

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const username = textOf(form, 'username');
    accept.mutate({
      token,
      full_name: textOf(form, 'full_name'),
      password: rawTextOf(form, 'password'),
      ...(username && { username }),
    });
  }

  if (accept.isSuccess) {
    return (
      <LinkOutcome
        outcome="done"
        title={t('acceptInvitation.done')}
        hint={t('acceptInvitation.doneHint', { username: accept.data.username })}
        next={{ to: '/sign-in', label: t('signIn.title') }}
      />
    );
  }
  if (isSpent(accept.error)) return <Spent />;
  const problem = (field: string) => problemOf(accept.error, field);
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <FormFailure error={accept.error} fields={FIELDS} />
        <Text size="sm">{t('acceptInvitation.hint')}</Text>
        <FactList facts={factsOf(offer)} />
        <TextInput
          name="full_name"
          label={t('account.fullName')}
          defaultValue={offer.full_name}
          autoComplete="name"
          maxLength={200}
          required
          error={problem('full_name')}
        />
        <TextInput
          name="username"
          label={t('account.username')}
          description={t('acceptInvitation.usernameHint')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={150}
          error={problem('username')}
        />
        <NewPasswordInput
          name="password"
          label={t('signIn.password')}
          withAsterisk
          error={problem('password')}
        />
        <Button type="submit" size="md" loading={accept.isPending}>
          {t('acceptInvitation.submit')}
        </Button>
      </Stack>
    </form>
  );
}

function factsOf(offer: Offer) {
  return [
    { label: t('account.email'), value: offer.email },
    { label: t('account.department'), value: offer.department },
    {
      label: t('account.roles'),
      value: offer.roles.map(({ system, role }) => `${role} (${system})`).join(', '),
    },
  ];
}
