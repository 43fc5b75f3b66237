import { Select } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { useMembers } from '../api/use-members';
import { useTeamRoles } from '../api/use-team-roles';
import { rolesOf, type HandedTask, type Person } from '../board';

/** A person, or a role whose turn decides. */
export interface Receiver {
  to: Person | null;
  role: string;
}

interface ReceiverSelectProps {
  task: HandedTask;
  /** Who has the work now. */
  holder: number | null;
  value: Receiver | null;
  onChange: (receiver: Receiver | null) => void;
  error?: string;
}

const keyOf = ({ to, role }: Receiver) => (to ? `person:${to.userId}` : `role:${role}`);

/** A choice among the people who may have the step, and the roles. */
export function ReceiverSelect({ task, holder, value, onChange, error }: ReceiverSelectProps) {
  const { data: roles = [] } = useTeamRoles();
  const names = rolesOf(task);
  const members = useMembers(
    names.flatMap((name) => roles.find((role) => role.name === name) ?? []),
  ).filter(({ userId }) => userId !== holder);
  const people = members.map((to): Receiver => ({ to, role: to.role }));
  const queues = roles.map(({ name }): Receiver => ({ to: null, role: name }));

  return (
    <Select
      label={t('handing.to')}
      description={t('handing.toHint')}
      data={[
        {
          group: t('handing.people'),
          items: members.map((to) => ({
            value: keyOf({ to, role: to.role }),
            label: t('handing.person', { name: to.name, role: to.role }),
          })),
        },
        {
          group: t('handing.roles'),
          items: queues.map((queue) => ({ value: keyOf(queue), label: queue.role })),
        },
      ]}
      value={value && keyOf(value)}
      onChange={(key) =>
        onChange([...people, ...queues].find((receiver) => keyOf(receiver) === key) ?? null)
      }
      searchable
      required
      allowDeselect={false}
      nothingFoundMessage={t('handing.noMatch')}
      error={error}
      data-autofocus
    />
  );
}
