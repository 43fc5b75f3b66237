import type { components } from '@/api/workflow';

type Schemas = components['schemas'];

export interface GraphStep {
  key: string;
  name: string;
  role: string;
  kind: string;
  is_start: boolean;
}

export interface GraphTransition {
  key: string;
  from: string;
  /** Null ends the workflow. */
  to: string | null;
  label: string;
  outcome: string;
}

/** Steps and transitions as they are drawn. */
export interface Graph {
  steps: GraphStep[];
  transitions: GraphTransition[];
}

/** Read a graph that may be an unfinished draft: what is missing in it is empty here. */
export function readGraph(raw: Pick<Schemas['GraphOutput'], 'steps' | 'transitions'>): Graph {
  return {
    steps: raw.steps.map(({ key, name = key, role = '', kind = 'task', is_start = false }) => ({
      key,
      name,
      role,
      kind,
      is_start,
    })),
    transitions: raw.transitions.map((way, index) => ({
      key: way.key ?? String(index),
      from: way.from,
      to: way.to ?? null,
      label: way.label ?? '',
      outcome: way.outcome ?? '',
    })),
  };
}

/** Key of the node that stands for the end of the workflow. */
export const END = '__end__';

export const STEP_SIZE = { width: 208, height: 74 };
export const END_SIZE = { width: 84, height: 40 };
