import { Stack } from '@mantine/core';

import { QueryView } from '@/shared/ui/query-view';

import { useExplanation } from '../api/use-explanation';
import type { ExplainedTask } from '../explain';
import { AutomaticChanges } from './automatic-changes';
import { NoticesTold } from './notices-told';
import { WhyDeadline } from './why-deadline';
import { WhyPeople } from './why-people';
import { WhyWorkflow } from './why-workflow';

/** Every automatic decision about a task with what it was made from. */
export function ExplainPanel({ task }: { task: ExplainedTask }) {
  const explanation = useExplanation(String(task.task_id));
  return (
    <QueryView query={explanation}>
      {(found) => (
        <Stack gap="md">
          <WhyWorkflow explanation={found} />
          <WhyPeople task={task} decisions={found.decisions} />
          <WhyDeadline clock={found.deadline} />
          <AutomaticChanges changes={found.automatic} />
          <NoticesTold taskId={task.task_id} />
        </Stack>
      )}
    </QueryView>
  );
}
