import { Group, Stack, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { PersonAvatar } from '@/shared/ui/person-avatar';

import { useFollowing } from '../api/use-following';
import type { TaskDetail } from '../task';

/** Who works on the task, who answers for it, who asked, who has worked on it. */
export function PeopleTab({ task }: { task: TaskDetail }) {
  const watchers = useFollowing(String(task.task_id)).data?.watchers ?? [];
  const earlier = task.steps.filter((step) => step.state === 'done' && step.by !== null);
  return (
    <Stack gap="md">
      <Person name={task.assigned_user_name} part={task.current_role ?? t('people.assignee')} />
      <Person name={task.coordinator_name} part={t('people.coordinator')} />
      <Person name={task.requester.name || task.requester.email} part={t('people.requester')} />
      {earlier.length > 0 && (
        <>
          <Heading>{t('people.earlier')}</Heading>
          {earlier.map((step) => (
            <Person key={step.key} name={step.by} part={step.name} />
          ))}
        </>
      )}
      {watchers.length > 0 && (
        <>
          <Heading>{t('people.watchers')}</Heading>
          {watchers.map(({ name, user_id: id }) => (
            <Person key={id} name={name} part={t('people.watcher')} />
          ))}
        </>
      )}
    </Stack>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <Text component="h2" fw={600} size="sm">
      {children}
    </Text>
  );
}

function Person({ name, part }: { name: string | null; part: string }) {
  return (
    <Group gap="sm" wrap="nowrap">
      <PersonAvatar name={name || null} size={32} tooltip={false} />
      <div>
        <Text size="sm" fw={550}>
          {name || t('person.nobody')}
        </Text>
        <Text size="xs" c="dimmed">
          {part}
        </Text>
      </div>
    </Group>
  );
}
