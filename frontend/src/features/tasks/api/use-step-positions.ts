import { queryOptions, useQueries } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { Task } from '../task';

interface Position {
  index: number;
  count: number;
}

type Version = Pick<Task, 'workflow_id' | 'workflow_version'>;

const nameOf = (version: Version) => `${version.workflow_id}/${version.workflow_version}`;

/** Where among the steps of its workflow a task stands. Each version is fetched once, ever. */
export function useStepPositions(tasks: Task[]): (task: Task) => Position | null {
  const versions = [...new Map(tasks.map((task) => [nameOf(task), task])).values()];
  const steps = useQueries({
    queries: versions.map(stepsQuery),
    combine: (answers) =>
      new Map(versions.map((version, index) => [nameOf(version), answers[index]?.data ?? []])),
  });

  return (task) => {
    const keys = steps.get(nameOf(task)) ?? [];
    const index = keys.findIndex(({ key }) => key === task.current_step);
    return index < 0 ? null : { index: index + 1, count: keys.length };
  };
}

/** The steps of a version, which never change. */
export function stepsQuery(version: Version) {
  return queryOptions({
    queryKey: ['workflows', 'steps', nameOf(version)],
    queryFn: () => fetchSteps(version),
    staleTime: Infinity,
  });
}

async function fetchSteps(version: Version): Promise<{ key: string; name: string }[]> {
  const { steps } = await unwrap(
    workflowService.GET('/workflows/{workflow_id}/versions/{number}/', {
      params: { path: { workflow_id: version.workflow_id, number: version.workflow_version } },
    }),
  );
  return steps.map(({ key, name }) => ({ key, name: name || key }));
}
