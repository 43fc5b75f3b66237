import { Checkbox, Stack, Text } from '@mantine/core';

import { readable, t } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';

import { useActions } from '../api/use-actions';
import { useTick } from '../api/use-checklist';
import type { Checklist, Task } from '../task';

interface ChecklistTabProps {
  task: Task;
  checklist: Checklist;
}

/** What the current step wants before it is done, and who vouched for what when. */
export function ChecklistTab({ task, checklist }: ChecklistTabProps) {
  return (
    <Stack gap="md">
      {checklist.items.length > 0 && <Items task={task} checklist={checklist} />}
      {checklist.required_fields.length > 0 && <Fields checklist={checklist} />}
    </Stack>
  );
}

function Items({ task, checklist: { items } }: ChecklistTabProps) {
  const id = String(task.task_id);
  const { data: actions } = useActions(id);
  const tick = useTick(id);
  const mayTick = (actions?.may_tick ?? false) && task.status !== 'on_hold';
  const done = items.filter((item) => item.done).length;

  return (
    <Checkbox.Group
      label={t('checklist.title')}
      description={mayTick ? undefined : t('checklist.readOnly')}
      value={items.filter((item) => item.done).map(({ item }) => item)}
    >
      <Text size="xs" c="dimmed" role="status" mb="xs">
        {t('checklist.progress', { done, count: items.length })}
      </Text>
      <Stack gap="sm">
        {items.map((item) => (
          <Checkbox
            key={item.item}
            value={item.item}
            label={item.item}
            description={<Vouched {...item} />}
            disabled={!mayTick}
            onChange={({ currentTarget: { checked } }) =>
              tick.mutate({ item: item.item, done: checked }, { onError: showFailure })
            }
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function Vouched({ by, at }: { by: string | null; at: string | null }) {
  if (!at) return t('checklist.notYet');
  return (
    <>
      {by} · <RelativeTime at={at} />
    </>
  );
}

function Fields({ checklist }: { checklist: Checklist }) {
  return (
    <section>
      <Text component="h2" fw={600} size="sm" mb={4}>
        {t('checklist.fields')}
      </Text>
      <FactList
        facts={checklist.required_fields.map(({ name, value }) => ({
          label: readable(name),
          value: shown(value),
        }))}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t('checklist.fieldsHint')}
      </Text>
    </section>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('checklist.empty');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
