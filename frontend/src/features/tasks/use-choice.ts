import { useState } from 'react';

import type { Task } from './task';

interface Choice {
  scope: string;
  tasks: ReadonlyMap<number, Task>;
  isAll: boolean;
}

const NONE: ReadonlyMap<number, Task> = new Map();

/** Which tasks of a list are chosen for an act on many; another list starts with none. */
export function useChoice(query: Record<string, string>) {
  const scope = JSON.stringify(query);
  const [choice, setChoice] = useState<Choice>({ scope, tasks: NONE, isAll: false });
  const { tasks, isAll } = choice.scope === scope ? choice : { tasks: NONE, isAll: false };

  return {
    tasks,
    isAll,
    count: tasks.size,
    /** As the service wants to be told: with the versions that were seen. */
    wanted: isAll
      ? { filter: query }
      : { tasks: [...tasks.values()].map(({ task_id, version }) => ({ task_id, version })) },
    choose: (changed: Task[], choose: boolean) => {
      const next = new Map(tasks);
      for (const task of changed) {
        if (choose) next.set(task.task_id, task);
        else next.delete(task.task_id);
      }
      setChoice({ scope, tasks: next, isAll: false });
    },
    chooseAll: () => setChoice({ scope, tasks, isAll: true }),
    clear: () => setChoice({ scope, tasks: NONE, isAll: false }),
  };
}
