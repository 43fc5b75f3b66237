import type { components } from '@/api/workflow';

type Schemas = components['schemas'];

export type Clock = Schemas['SlaOutput'];
export type Segment = Schemas['SlaSegmentOutput'];
export type Dispute = NonNullable<Segment['dispute']>;
export type Stretch = Schemas['StretchOutput'];
export type LadderStep = Schemas['LadderStepOutput'];
export type Effect = Schemas['SlaEffectOutput'];
export type Priority = Schemas['PriorityInputRequest']['priority'];

/** The task that the dialogs change. */
export interface ClockedTask {
  task_id: number;
  number: string;
  priority: string;
  version: number;
}

export const PRIORITIES: Priority[] = ['urgent', 'high', 'medium', 'low'];

export interface Piece {
  kind: Stretch['kind'];
  from: number;
  to: number;
}

/** The bar's pieces as shares (0 to 1) of the time between the first and the last moment. */
export function piecesOf(stretches: Stretch[], until: number): Piece[] {
  const lasting = stretches.filter(({ kind }) => kind !== 'adjusted');
  const first = Math.min(...lasting.map(({ started_at: at }) => Date.parse(at)));
  const last = Math.max(until, ...lasting.map(({ ended_at: at }) => Date.parse(at)));
  const whole = last - first;
  if (!(whole > 0)) return [];
  return lasting.map(({ kind, started_at: since, ended_at: ends }) => ({
    kind,
    from: (Date.parse(since) - first) / whole,
    to: (Date.parse(ends) - first) / whole,
  }));
}
