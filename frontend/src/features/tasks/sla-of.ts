import type { SlaFacts } from '@/shared/lib/sla';

import type { Task } from './task';

export function slaOf(task: Task): SlaFacts {
  return {
    state: task.sla_state,
    deadline: task.sla_deadline,
    startedAt: task.created_at,
    finishedAt: task.completed_at,
  };
}
