import { SlaTab } from '@/features/sla/components/sla-tab';
import type { TaskDetail } from '@/features/tasks/task';

import { PauseButtons } from './pause-buttons';

/** The clock of a task, with the buttons that stop it or let it go on. */
export function ClockTab({ task }: { task: TaskDetail }) {
  return <SlaTab task={task} pausing={<PauseButtons task={task} />} />;
}
