import { Skeleton, Stack } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';

import { useTask } from '@/features/tasks/api/use-task';
import { QueryView } from '@/shared/ui/query-view';

import { TaskView } from './task-view';

interface TaskWorkspaceProps {
  taskId: string;
  /** Shown beside the inbox, with a way to the full page. */
  embedded?: boolean;
  /** The person has taken a transition. */
  onTaken?: () => void;
}

/** One task with everything needed to work on it. */
export function TaskWorkspace({ taskId, embedded = false, onTaken }: TaskWorkspaceProps) {
  const task = useTask(taskId);
  useDocumentTitle(task.data ? `${task.data.number} ${task.data.title}` : 'TTS');

  return (
    <QueryView query={task} skeleton={<WorkspaceSkeleton />} wholePage={!embedded}>
      {(data) => <TaskView key={data.task_id} task={data} embedded={embedded} onTaken={onTaken} />}
    </QueryView>
  );
}

function WorkspaceSkeleton() {
  return (
    <Stack p="lg" gap="md" aria-busy>
      <Skeleton height={14} width={140} />
      <Skeleton height={24} width="60%" />
      <Skeleton height={22} width="45%" />
      <Skeleton height={46} mt="sm" />
      <Skeleton height={36} width={260} />
      <Skeleton height={180} mt="md" />
    </Stack>
  );
}
