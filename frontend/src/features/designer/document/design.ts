import type { components } from '@/api/workflow';

import type { Condition } from './conditions';
import { readLadder, type Ladder } from './ladder';
import { same } from './same';

type Schemas = components['schemas'];

export type StepKind = 'task' | 'approval' | 'integration' | 'wait';

export interface Place {
  x: number;
  y: number;
}

/** A step as it is edited. Fields that only a newer service knows travel along untouched. */
export interface Step {
  key: string;
  name: string;
  role: string;
  kind: StepKind;
  weight: number;
  is_start: boolean;
  instructions: string;
  policy: string;
  escalate_to: string;
  comment_required: boolean;
  first_touch_minutes: number | null;
  approvals_needed: number;
  checklist: string[];
  required_fields: string[];
  operation: string;
  mapping: Record<string, string>;
  wait_seconds: number | null;
  position: Place;
}

/** A way out of a step; without `to` it ends the workflow. */
export interface Way {
  key: string;
  from: string;
  to: string | null;
  label: string;
  outcome: string;
  condition: Condition | null;
  requires_comment: boolean;
  default: boolean;
  allowed_roles: string[];
}

export const SETTINGS = [
  'name',
  'description',
  'category',
  'sub_category',
  'department',
  'end_logic',
  'urgent_sla',
  'high_sla',
  'medium_sla',
  'low_sla',
  'coordinator_role',
  'calendar',
  'ladder',
] as const;

type Stored = Pick<Schemas['WorkflowOutput'], (typeof SETTINGS)[number]>;

/** Everything of a workflow but its drawing; no calendar: every hour counts. */
export type Settings = Omit<Stored, 'ladder'> & { ladder: Ladder };

/** A whole draft; never altered, only replaced. */
export interface Design {
  settings: Settings;
  steps: readonly Step[];
  ways: readonly Way[];
}

export type Graph = Pick<Schemas['GraphOutput'], 'steps' | 'transitions'>;

export const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;
export const REJECT = 'reject';
export const STEP_SIZE = { width: 208, height: 74 };
const COLUMN = STEP_SIZE.width + 132;

export function blankStep(facts: Pick<Step, 'key' | 'name'> & Partial<Step>): Step {
  return {
    role: '',
    kind: 'task',
    weight: 1,
    is_start: false,
    instructions: '',
    policy: 'round_robin',
    escalate_to: '',
    comment_required: false,
    first_touch_minutes: null,
    approvals_needed: 1,
    checklist: [],
    required_fields: [],
    operation: '',
    mapping: {},
    wait_seconds: null,
    position: { x: 0, y: 0 },
    ...facts,
  };
}

export function blankWay(facts: Pick<Way, 'key' | 'from' | 'to'> & Partial<Way>): Way {
  return {
    label: 'Done',
    outcome: 'done',
    condition: null,
    requires_comment: false,
    default: false,
    allowed_roles: [],
    ...facts,
  };
}

/** Read what the service stores; steps that were never placed stand in a row. */
export function readDesign(workflow: Stored | Settings, graph: Graph): Design {
  const steps = graph.steps.map(({ name, position, ...raw }, index) =>
    blankStep({
      ...(raw as Partial<Step>),
      key: raw.key,
      name: name ?? raw.key,
      position: position ?? { x: index * COLUMN, y: 0 },
    }),
  );
  const ways = graph.transitions.map((raw, index) =>
    blankWay({
      ...(raw as Partial<Way>),
      key: raw.key ?? `${raw.from}-${index}`,
      from: raw.from,
      to: raw.to ?? null,
    }),
  );
  const ends = graph.steps.filter(({ is_end: isEnd }) => isEnd).map(({ key }) => key);
  return { settings: readSettings(workflow), steps, ways: [...ways, ...missingEnds(ways, ends)] };
}

function readSettings(workflow: Stored | Settings): Settings {
  const read = Object.fromEntries(SETTINGS.map((name) => [name, workflow[name]]));
  return { ...(read as unknown as Settings), ladder: readLadder(workflow.ladder) };
}

export function completes(way: Way): boolean {
  return way.to === null && way.outcome !== REJECT;
}

/** A step may only be marked as an end; here the way that ends the workflow is drawn, too. */
function missingEnds(ways: Way[], ends: string[]): Way[] {
  const drawn = new Set(ways.filter(completes).map(({ from }) => from));
  return ends
    .filter((key) => !drawn.has(key))
    .map((key) =>
      blankWay({ key: `${key}-done-end`.slice(0, 64), from: key, to: null, label: 'Complete' }),
    );
}

/** The form in which the service stores steps and transitions. */
export function graphOf({ steps, ways }: Design): Graph {
  const ends = new Set(ways.filter(completes).map(({ from }) => from));
  return {
    steps: steps.map((step, order) => ({ ...step, order, is_end: ends.has(step.key) })),
    transitions: ways.map((way) => ({
      ...way,
      condition: way.condition as Record<string, unknown> | null,
    })),
  };
}

/** The settings that differ, for a change of only these. */
export function changedSettings(before: Settings, after: Settings): Partial<Settings> {
  const changed = SETTINGS.filter((name) => !same(before[name], after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

export function stepOf(design: Design, key: string | null): Step | undefined {
  return design.steps.find((step) => step.key === key);
}

export function wayOf(design: Design, key: string): Way | undefined {
  return design.ways.find((way) => way.key === key);
}

export function waysFrom(design: Design, key: string): Way[] {
  return design.ways.filter(({ from }) => from === key);
}
