import type { Design } from './design';
import { same } from './same';

/** One difference between two drafts, in the form the service has for it, too. */
export interface Difference {
  kind: 'added' | 'removed' | 'changed';
  element: 'workflow' | 'step' | 'transition';
  key: string;
  name: string;
  fields: { field: string; before: unknown; after: unknown }[];
}

// Order is told by the list itself.
const UNTOLD = new Set(['key', 'order', 'is_end']);

export function differences(before: Design, after: Design): Difference[] {
  return [
    ...ofSettings(before, after),
    ...ofList('step', before.steps, after.steps, ({ name }) => name),
    ...ofList('transition', before.ways, after.ways, ({ label }) => label),
  ];
}

function ofSettings(before: Design, after: Design): Difference[] {
  const fields = changedFields(before.settings, after.settings);
  if (fields.length === 0) return [];
  const { name } = after.settings;
  return [{ kind: 'changed', element: 'workflow', key: '', name, fields }];
}

function ofList<Item extends { key: string }>(
  element: 'step' | 'transition',
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
): Difference[] {
  const old = new Map(before.map((item) => [item.key, item]));
  const kept = new Set(after.map(({ key }) => key));
  const told = (kind: Difference['kind'], item: Item, fields: Difference['fields'] = []) => ({
    kind,
    element,
    key: item.key,
    name: nameOf(item),
    fields,
  });
  return [
    ...after.flatMap((item) => {
      const former = old.get(item.key);
      if (!former) return [told('added', item)];
      const fields = changedFields(former, item);
      return fields.length > 0 ? [told('changed', item, fields)] : [];
    }),
    ...before.filter(({ key }) => !kept.has(key)).map((item) => told('removed', item)),
  ];
}

function changedFields(before: object, after: object): Difference['fields'] {
  const [left, right] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return Object.keys({ ...left, ...right })
    .filter((field) => !UNTOLD.has(field) && !same(left[field], right[field]))
    .map((field) => ({ field, before: left[field], after: right[field] }));
}
