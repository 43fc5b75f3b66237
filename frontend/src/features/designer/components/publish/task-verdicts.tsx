import { Anchor, Badge, ScrollArea, Table, Text } from '@mantine/core';
import { Link } from 'react-router';

import type { components } from '@/api/workflow';
import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t } from '@/shared/lib/i18n';

type Verdict = components['schemas']['MigrationVerdictOutput'];

interface TaskVerdictsProps {
  tasks: readonly Verdict[];
  /** Of all; the list shows the first of them. */
  count: number;
}

function meaningOf({ anew, reassigned }: Verdict): string {
  if (anew) return t('designer.migration.anew');
  return reassigned ? t('designer.migration.reassigned') : '';
}

/** When a ticket is due, and would be; once where both are the same. */
function Deadlines({ task }: { task: Verdict }) {
  const format = useFormatAbsolute();
  const { sla_deadline_before: before, sla_deadline: after } = task;
  const shown = (at: string | null) => (at ? format(at) : t('designer.migration.noDeadline'));
  return (
    <Text size="xs" c="dimmed">
      {before === after
        ? shown(before)
        : t('designer.migration.due', { before: shown(before), after: shown(after) })}
    </Text>
  );
}

/** What would become of each ticket, and why. */
export function TaskVerdicts({ tasks, count }: TaskVerdictsProps) {
  if (tasks.length === 0) return null;
  return (
    <ScrollArea.Autosize mah={220} viewportProps={{ tabIndex: 0 }}>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {tasks.map((task) => (
            <Table.Tr key={task.task_id}>
              <Table.Td>
                <Anchor component={Link} to={`/tasks/${task.task_id}`} size="sm" underline="always">
                  {task.number}
                </Anchor>{' '}
                {task.title}
              </Table.Td>
              <Table.Td>
                <Badge color={task.verdict === 'moves' ? 'teal' : 'yellow'}>
                  {t(`designer.migration.verdict.${task.verdict}`)}
                </Badge>
              </Table.Td>
              <Table.Td>{task.reason || meaningOf(task)}</Table.Td>
              <Table.Td>
                <Deadlines task={task} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count > tasks.length && (
        <Text size="xs" c="dimmed">
          {t('designer.migration.more', { count: count - tasks.length })}
        </Text>
      )}
    </ScrollArea.Autosize>
  );
}
