import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { uuid } from '@/shared/lib/uuid';
import { FormFailure } from '@/shared/ui/form-failure';

import { useHandOver } from '../api/use-hand-over';
import { KEEP, ownersOf, QUEUE, type HandOver, type Person, type Plan } from '../board';
import classes from './board.module.css';
import { PlanLine } from './plan-line';

interface PlanFormProps {
  plan: Plan;
  person: Person;
  role: string;
  onDone: (handed: HandOver) => void;
  onClose: () => void;
}

const MAX_REASON = 1000;

/** The proposed new owners, to be changed and carried out. */
export function PlanForm({ plan, person, role, onDone, onClose }: PlanFormProps) {
  const [owners, setOwners] = useState(() => ownersOf(plan));
  const [reason, setReason] = useState('');
  const [key] = useState(uuid);
  const handOver = useHandOver(role, key);
  const going = plan.items.filter(({ task_id: id }) => owners[id] !== KEEP);

  if (plan.items.length === 0) return <Text size="sm">{t('board.awayNothing')}</Text>;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const lines = going.map(({ task_id, version }) => ({
      task_id,
      version,
      to_user: owners[task_id] === QUEUE ? null : Number(owners[task_id]),
    }));
    handOver.mutate(
      { user_id: person.userId, reason: reason.trim(), plan: lines },
      { onSuccess: onDone },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <FormFailure error={handOver.error} fields={['reason']} />
        <Text size="sm" c="dimmed">
          {t('board.awayHint')}
        </Text>
        <ul className={classes.lines}>
          {plan.items.map((item) => (
            <PlanLine
              key={item.task_id}
              item={item}
              colleagues={plan.colleagues}
              giver={person.name}
              owner={owners[item.task_id] ?? QUEUE}
              onChange={(owner) => setOwners({ ...owners, [item.task_id]: owner })}
            />
          ))}
        </ul>
        {plan.left_out > 0 && (
          <Text size="sm">{t('board.awayMore', { count: plan.left_out })}</Text>
        )}
        <Textarea
          label={t('board.reason')}
          description={t('board.reasonHint')}
          maxLength={MAX_REASON}
          autosize
          minRows={2}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={problemOf(handOver.error, 'reason')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            loading={handOver.isPending}
            disabled={!reason.trim() || going.length === 0}
          >
            {t('board.awayApply', { count: going.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
