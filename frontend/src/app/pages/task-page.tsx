import { useParams } from 'react-router';

import { TaskWorkspace } from '../task/task-workspace';

export function TaskPage() {
  const { taskId = '' } = useParams();
  return <TaskWorkspace taskId={taskId} />;
}
