import type { components } from '@/api/workflow';

type Schemas = components['schemas'];

export type BulkJob = Required<Schemas['BulkJobOutput']>;
export type BulkItem = Schemas['BulkItemOutput'];
export type Role = Schemas['RoleOutput'];

/** Tasks as they were seen, or everything that a query of the list finds. */
export type Chosen =
  { tasks: { task_id: number; version: number }[] } | { filter: Record<string, string> };

/** The acts that the interface offers, in the order in which they are shown. */
export const ACTS = [
  'claim',
  'release',
  'transfer',
  'escalate',
  'hold',
  'resume',
  'priority',
  'transition',
] as const;
export type Act = (typeof ACTS)[number];

/** What an act asks for besides the tasks and words. */
export type Question = 'outcome' | 'receiver' | 'hold' | 'priority';
export const ASKS: Partial<Record<Act, Question>> = {
  transfer: 'receiver',
  hold: 'hold',
  priority: 'priority',
  transition: 'outcome',
};

/** The words that an act takes. */
export const WORDS: Partial<Record<Act, 'reason' | 'notes'>> = {
  release: 'reason',
  transfer: 'reason',
  escalate: 'reason',
  hold: 'reason',
  priority: 'reason',
  transition: 'notes',
};

/** What the questions of an act were answered with; empty for nothing. */
export type Answers = Record<string, string | number | null>;

/** What a question is answered with before anybody touches it. */
export const FIRST: Record<Question, Answers> = {
  outcome: { outcome: 'done' },
  receiver: {},
  hold: { code: 'other' },
  priority: {},
};

export const OUTCOMES = ['done', 'approve', 'reject', 'return'] as const;
export const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;

// What nobody's work is.
const WITHOUT_WORK = ['Admin', 'Auditor', 'Requester'];

/** The roles in force that work can go to. */
export function withWork(roles: readonly Role[]): Role[] {
  return roles.filter(({ name, is_active }) => is_active && !WITHOUT_WORK.includes(name));
}

/** Whether an act goes without words: a reason of a hold says enough unless it is another one. */
export function wordsMayLack(act: Act, answers: Answers): boolean {
  return act === 'hold' ? answers.code !== 'other' : act === 'release' || act === 'transition';
}

/** Whether everything besides the words is answered. */
export function isAnswered(act: Act, answers: Answers): boolean {
  if (act === 'transfer') return Boolean(answers.to_user ?? answers.to_role);
  return act !== 'priority' || Boolean(answers.priority);
}

/** Of more tasks than this the service does a few first, and waits for a word. */
const TRIAL_FROM = 20;
const TRIAL = 5;

/** How many tasks of a job that was not begun are tried first; 0: none. */
export function trialOf(job: BulkJob): number {
  return job.state === 'previewed' && job.waiting > TRIAL_FROM ? TRIAL : 0;
}

export function isOver(job: BulkJob): boolean {
  return job.state === 'done' || job.state === 'cancelled';
}

/** The share of a job that is over, from 0 to 1. */
export function progressOf(job: BulkJob): number {
  return job.total === 0 ? 1 : (job.total - job.waiting) / job.total;
}
