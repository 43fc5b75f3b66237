import type { components } from '@/api/workflow';

type Schemas = components['schemas'];

export type BulkJob = Required<Schemas['BulkJobOutput']>;
export type BulkItem = Schemas['BulkItemOutput'];

/** Tasks as they were seen, or everything that a query of the list finds. */
export type Chosen =
  { tasks: { task_id: number; version: number }[] } | { filter: Record<string, string> };

/** The acts that the interface offers, in the order in which they are shown. */
export const ACTS = ['claim', 'release', 'hold', 'resume', 'transition'] as const;
export type Act = (typeof ACTS)[number];

/** What an act asks for besides the tasks. */
export const ASKS: Record<Act, ('reason' | 'outcome' | 'notes')[]> = {
  claim: [],
  release: ['reason'],
  hold: ['reason'],
  resume: [],
  transition: ['outcome', 'notes'],
};
export const REQUIRED: Partial<Record<Act, string>> = { hold: 'reason' };

export const OUTCOMES = ['done', 'approve', 'reject', 'return'] as const;

export function isOver(job: BulkJob): boolean {
  return job.state === 'done' || job.state === 'cancelled';
}

/** The share of a job that is over, from 0 to 1. */
export function progressOf(job: BulkJob): number {
  return job.total === 0 ? 1 : (job.total - job.waiting) / job.total;
}
