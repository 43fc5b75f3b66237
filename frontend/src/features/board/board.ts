import type { components } from '@/api/workflow';

type Schemas = components['schemas'];

export type Board = Schemas['BoardOutput'];
export type BoardPerson = Schemas['BoardPersonOutput'];
export type Card = Schemas['BoardCardOutput'];
export type Gap = Schemas['GapOutput'];
export type Effect = Schemas['HandingOnEffect'];
export type Plan = Schemas['HandOverPlanOutput'];
export type Proposal = Schemas['HandOverProposalOutput'];
export type Colleague = Schemas['ColleagueOutput'];
export type HandOver = Schemas['HandOverOutput'];
export type Turn = Schemas['TurnOutput'];

export interface Person {
  userId: number;
  name: string;
}

/** Where work is to go: to a person, or to whoever of the role has the turn. */
export interface Move {
  card: Card;
  from: Person | null;
  to: Person | null;
}

/** How a request names the receiver. */
export function receiverOf(to: Person | null, role: string) {
  return to ? { to_user: to.userId } : { to_role: role };
}

/** How full somebody's hands are, 0 to 1. */
export function fullness(open: number, capacity: number): number {
  return capacity > 0 ? Math.min(1, open / capacity) : 1;
}

/** The start of the reader's day, from which "today" is counted. */
export function startOfDay(now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}

/** The people in an order that does not change while turns do. */
export function byName(people: readonly BoardPerson[]): BoardPerson[] {
  return [...people].sort((left, right) => left.name.localeCompare(right.name));
}

// What nobody's work is.
const WITHOUT_WORK = ['Admin', 'Auditor', 'Requester'];

/** The roles that have a board: those whose members do work. */
export function withWork<Role extends { name: string; is_active: boolean }>(
  roles: readonly Role[],
): Role[] {
  return roles.filter(({ name, is_active }) => is_active && !WITHOUT_WORK.includes(name));
}

/** Choices of a line of a plan that are no person. */
export const QUEUE = 'queue';
export const KEEP = 'keep';

/** Who gets each task of a plan as it was proposed, by the task's id. */
export function ownersOf(plan: Plan): Record<number, string> {
  return Object.fromEntries(
    plan.items.map(({ task_id: id, to_user: user }) => [id, user === null ? QUEUE : String(user)]),
  );
}

/** What raises the question of who gets work. */
export const CAUSES = [
  'entry',
  'waiting',
  'transfer',
  'escalation',
  'untouched',
  'left_role',
  'hand_over',
  'coordinator',
] as const;
