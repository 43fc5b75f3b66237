import type { components } from '@/api/workflow';

type Schemas = components['schemas'];
export type Explanation = Schemas['ExplanationOutput'];
export type Decision = Schemas['DecisionOutput'];
export type Notice = Schemas['ExplainedNotice'];

/** What the explanation has to know of the task it is about. */
export interface ExplainedTask {
  task_id: number;
  number: string;
  steps: readonly { key: string; name: string }[];
}
