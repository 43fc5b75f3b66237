import { WORK_CHANGED } from '@/shared/lib/work-changed';

export const macroKeys = {
  all: ['macros'] as const,
  list: ['macros', 'list'] as const,
  one: (id: number) => ['macros', 'one', id] as const,
  variables: ['macros', 'variables'] as const,
  // Whatever changes the task changes what its macros would do.
  onTask: (task: string) => [...WORK_CHANGED, 'one', task, 'macros'] as const,
  preview: (task: string, macro: number, given: unknown) =>
    [...WORK_CHANGED, 'one', task, 'macros', macro, given] as const,
  trial: (task: string, draft: unknown) =>
    [...WORK_CHANGED, 'one', task, 'macro-trial', draft] as const,
};
