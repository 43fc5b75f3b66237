import { Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import type { EndAction, TaskDetail } from '../task';
import { EndActionCard } from './end-action-card';

/** What the end of the workflow told the system that keeps assets or budgets. */
export function ToldAtTheEnd({ task }: { task: TaskDetail }) {
  if (task.end_action) return <EndActionCard action={task.end_action as EndAction} />;
  return (
    <Text size="sm" c="dimmed">
      {t(task.completed_at ? 'endAction.nothingSent' : 'endAction.notYet')}
    </Text>
  );
}
