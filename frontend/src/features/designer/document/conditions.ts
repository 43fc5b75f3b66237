export const OPERATORS = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'in',
  'not_in',
  'contains',
] as const;

export type Operator = (typeof OPERATORS)[number];
export type Value = string | number | boolean | (string | number | boolean)[];

export interface Comparison {
  field: string;
  op: Operator;
  value: Value;
}

export type Condition = Comparison | { and: Condition[] } | { or: Condition[] };
export type Joint = 'and' | 'or';

/** A condition as the builder shows it: always a group, however small. */
export interface ConditionGroup {
  joint: Joint;
  parts: Condition[];
}

/** Fields every ticket has; its category may add more of its own. */
export const TICKET_FIELDS = [
  'priority',
  'department',
  'category',
  'sub_category',
  'subject',
  'requester_name',
  'requester_email',
  'source_service',
] as const;

export function isComparison(condition: Condition): condition is Comparison {
  return 'field' in condition;
}

export function asGroup(condition: Condition | null): ConditionGroup {
  if (condition === null) return { joint: 'and', parts: [] };
  if ('and' in condition) return { joint: 'and', parts: condition.and };
  if ('or' in condition) return { joint: 'or', parts: condition.or };
  return { joint: 'and', parts: [condition] };
}

/** The shortest condition that says the same; none for an empty group. */
export function fromGroup({ joint, parts }: ConditionGroup): Condition | null {
  const [first] = parts;
  if (!first) return null;
  if (parts.length === 1) return first;
  return joint === 'and' ? { and: parts } : { or: parts };
}

export function isList(op: Operator): boolean {
  return op === 'in' || op === 'not_in';
}

/** The comparison with another operator; its value takes the shape that one needs. */
export function withOperator(comparison: Comparison, op: Operator): Comparison {
  const { value } = comparison;
  if (isList(op) === Array.isArray(value)) return { ...comparison, op };
  if (Array.isArray(value)) return { ...comparison, op, value: value[0] ?? '' };
  return { ...comparison, op, value: value === '' ? [] : [value] };
}

/** What was typed as the value; numbers stay numbers. */
export function readValue(text: string): string | number {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

export function shownValue(value: Value): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
