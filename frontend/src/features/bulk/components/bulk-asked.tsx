import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';

import { useMomentOf } from '@/shared/hooks/use-moment-of';
import { t, tWord } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';

import { useHoldReasons, useMembers, useReceivingRoles } from '../api/use-choices';
import { OUTCOMES, PRIORITIES, type Answers, type Question } from '../bulk';

interface AskedProps {
  answers: Answers;
  onAnswer: (answers: Answers) => void;
  error: unknown;
}

/** What an act needs to know besides words. */
export function BulkAsked({ question, ...asked }: AskedProps & { question: Question }) {
  const Asked = ASKED[question];
  return <Asked {...asked} />;
}

const ASKED = { outcome: Outcome, receiver: Receiver, hold: Hold, priority: Priority };

function Outcome({ answers, onAnswer }: AskedProps) {
  return (
    <Select
      label={t('bulk.outcome')}
      data={OUTCOMES.map((value) => ({ value, label: t(`bulk.outcomes.${value}`) }))}
      value={String(answers.outcome)}
      onChange={(outcome) => onAnswer({ outcome })}
      allowDeselect={false}
    />
  );
}

/** A role, and if somebody in particular is meant, one of its people. */
function Receiver({ answers, onAnswer, error }: AskedProps) {
  const roles = useReceivingRoles();
  const [role, setRole] = useState<string | null>(null);
  const members = useMembers(roles.data?.find(({ name }) => name === role)?.id);
  return (
    <>
      <Select
        label={t('bulk.toRole')}
        data={roles.data?.map(({ name }) => name) ?? []}
        value={role}
        onChange={(name) => {
          setRole(name);
          onAnswer({ to_role: name });
        }}
        searchable
        required
        allowDeselect={false}
        nothingFoundMessage={t('roles.noMatch')}
        error={roles.error?.message ?? problemOf(error, 'to_role')}
        data-autofocus
      />
      <Select
        label={t('bulk.toUser')}
        placeholder={t('bulk.whoeverIsNext')}
        data={members.data?.map((each) => ({
          value: String(each.user_id),
          label: `${each.full_name} (${each.username})`,
        }))}
        value={answers.to_user ? String(answers.to_user) : null}
        onChange={(id) => onAnswer(id === null ? { to_role: role } : { to_user: Number(id) })}
        disabled={role === null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('form.clear') }}
        nothingFoundMessage={t('accounts.noMatch')}
        error={members.error?.message ?? problemOf(error, 'arguments.to_user')}
      />
    </>
  );
}

function Hold({ answers, onAnswer, error }: AskedProps) {
  const reasons = useHoldReasons();
  const { zone, momentOf } = useMomentOf();
  return (
    <>
      <Select
        label={t('bulk.holdCode')}
        data={reasons.data?.map(({ code, label }) => ({ value: code, label })) ?? []}
        value={String(answers.code)}
        onChange={(code) => onAnswer({ ...answers, code })}
        allowDeselect={false}
        error={reasons.error?.message ?? problemOf(error, 'arguments.code')}
      />
      <TextInput
        type="datetime-local"
        label={t('bulk.holdUntil')}
        description={t('bulk.holdUntilHint', { zone })}
        onChange={({ currentTarget: { value } }) =>
          onAnswer({ ...answers, until: momentOf(value) ?? '' })
        }
        error={problemOf(error, 'arguments.until')}
      />
    </>
  );
}

function Priority({ answers, onAnswer, error }: AskedProps) {
  return (
    <Select
      label={t('bulk.priority')}
      data={PRIORITIES.map((value) => ({ value, label: tWord('priority', value) }))}
      value={answers.priority ? String(answers.priority) : null}
      onChange={(priority) => onAnswer({ priority })}
      allowDeselect={false}
      required
      error={problemOf(error, 'arguments.priority')}
      data-autofocus
    />
  );
}
