import { useQuery } from '@tanstack/react-query';

import type { Task } from '../task';
import { stepsQuery } from './use-step-positions';

/** Every step of the version that a task goes by. */
export function useSteps(task: Task) {
  return useQuery(stepsQuery(task));
}
