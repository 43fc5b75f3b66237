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
export type Role = Schemas['RoleOutput'];

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

/** The open work of a task as a request names it; without an item, the only one or one's own. */
export interface Work {
  task_id: number;
  version: number;
  item_id?: number;
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

/** A task whose work is to be handed on from its own screen. */
export interface HandedTask {
  task_id: number;
  number: string;
  version: number;
  assigned_user: number | null;
  current_role: string | null;
  current_step: string;
  steps: { key: string; role: string }[];
  approvals: Schemas['ApprovalsOutput'] | null;
}

/** The votes of an approval that are not given yet; several only where several are asked. */
export function waitingOf({ approvals }: HandedTask) {
  return approvals?.ballots.filter(({ vote }) => vote === 'waiting') ?? [];
}

/** The open work meant: where several people have a vote, the one chosen, else one's own. */
export function workOf(task: HandedTask, me: number, itemId?: number): Work {
  const waiting = waitingOf(task);
  const meant =
    waiting.find(({ item_id: id }) => id === itemId) ??
    waiting.find(({ user_id: user }) => user === me) ??
    waiting[0];
  return { task_id: task.task_id, version: task.version, item_id: meant?.item_id };
}

/** The roles whose people may have the current step: where it waits, and where it belongs. */
export function rolesOf({ current_role: role, current_step: here, steps }: HandedTask): string[] {
  const belongs = steps.find(({ key }) => key === here)?.role;
  return [...new Set([role, belongs])].filter((name) => name !== null && name !== undefined);
}
