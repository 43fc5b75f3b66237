import { lazy, Suspense, useState } from 'react';

import { ActionBar } from '@/features/tasks/components/action-bar';
import type { DialogName, TaskDetail } from '@/features/tasks/task';

import { useTaskKeys } from './use-task-keys';

const TaskDialog = lazy(async () => ({ default: (await import('./task-dialog')).TaskDialog }));

interface TaskActionsProps {
  task: TaskDetail;
  /** A way was taken. */
  onTaken?: () => void;
}

/** Everything this person may do with a task, by button, menu and key. */
export function TaskActions({ task, onTaken }: TaskActionsProps) {
  const [open, setOpen] = useState<DialogName | null>(null);
  useTaskKeys(task, setOpen);

  return (
    <>
      <ActionBar task={task} onTaken={onTaken} onOpen={setOpen} />
      <Suspense>
        {open && <TaskDialog name={open} task={task} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
