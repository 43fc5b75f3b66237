import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconHandStop, IconHourglass, IconRefresh } from '@tabler/icons-react';
import { lazy, Suspense, useState, type SubmitEvent } from 'react';

import { readable, t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useResolve } from '../api/use-resolve';
import { faultyFields, mayDecide, openQuestion } from '../external-call';
import type { ExternalCall, TaskDetail } from '../task';

const ByHandDialog = lazy(async () => ({
  default: (await import('./by-hand-dialog')).ByHandDialog,
}));

/** While a task waits because another system gave no go-ahead: why, and what can be done. */
export function ExternalDecision({ task }: { task: TaskDetail }) {
  const session = useSession();
  const call = openQuestion(task);
  if (!call) return null;

  return (
    <Alert
      variant="light"
      color="violet"
      icon={<IconHourglass size={18} />}
      title={t('external.title', { system: call.system.toUpperCase() })}
    >
      <Text size="sm">{call.reason || t('external.noWay')}</Text>
      {mayDecide(session, task) ? (
        <Decision key={call.id} task={task} call={call} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('external.othersDecide')}
        </Text>
      )}
    </Alert>
  );
}

function Decision({ task, call }: { task: TaskDetail; call: ExternalCall }) {
  const resolve = useResolve(String(task.task_id));
  const [byHand, setByHand] = useState(false);

  function askAgain(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { alternative = '', ...inputs } = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]),
    );
    resolve.mutate(
      { action: 'retry', version: task.version, alternative, inputs },
      {
        onSuccess: () =>
          showSuccess(t('external.askedAgain', { system: call.system.toUpperCase() })),
        onError: showFailure,
      },
    );
  }

  return (
    <>
      <form onSubmit={askAgain}>
        <Stack gap="xs" mt="xs">
          {call.alternatives.length > 0 && <Alternatives names={call.alternatives} />}
          {faultyFields(call).map(([name, value]) => (
            <TextInput
              key={name}
              size="xs"
              name={name}
              label={readable(name)}
              defaultValue={value}
              maxLength={2000}
              required
            />
          ))}
          <Group gap="xs">
            <Button
              type="submit"
              size="xs"
              leftSection={<IconRefresh size={15} />}
              loading={resolve.isPending}
            >
              {t('external.askAgain')}
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconHandStop size={15} />}
              onClick={() => setByHand(true)}
            >
              {t('external.byHand')}
            </Button>
          </Group>
        </Stack>
      </form>
      <Suspense>{byHand && <ByHandDialog task={task} onClose={() => setByHand(false)} />}</Suspense>
    </>
  );
}

function Alternatives({ names }: { names: string[] }) {
  return (
    <Radio.Group name="alternative" label={t('external.alternatives')} size="sm" defaultValue="">
      <Group gap="md" mt={4}>
        {names.map((name) => (
          <Radio key={name} size="xs" value={name} label={name} />
        ))}
        <Radio size="xs" value="" label={t('external.same')} />
      </Group>
    </Radio.Group>
  );
}
