import { SETTINGS, type Design, type Settings, type Step, type Way } from './design';
import { stepRef, wayRef, WORKFLOW, type ElementRef } from './elements';
import { same } from './same';

export interface Merge {
  design: Design;
  /** Elements that both sides changed in ways that exclude each other; mine stands there. */
  conflicts: ElementRef[];
}

interface Sides<Item> {
  base: Item | undefined;
  mine: Item | undefined;
  theirs: Item | undefined;
}

/** Both sides' changes of `base` in one draft. */
export function merge(base: Design, mine: Design, theirs: Design): Merge {
  const conflicts: ElementRef[] = [];
  const settings = mergeFields<Settings>(base.settings, mine.settings, theirs.settings);
  if (settings.clash) conflicts.push(WORKFLOW);
  const steps = mergeLists<Step>(base.steps, mine.steps, theirs.steps, (key) =>
    conflicts.push(stepRef(key)),
  );
  const ways = mergeLists<Way>(base.ways, mine.ways, theirs.ways, (key) =>
    conflicts.push(wayRef(key)),
  );
  const design = { settings: settings.merged, steps, ways: withBothEnds(ways, steps) };
  return { design: withOneStart(design, base, mine), conflicts };
}

function mergeLists<Item extends Step | Way>(
  base: readonly Item[],
  mine: readonly Item[],
  theirs: readonly Item[],
  onClash: (key: string) => void,
): Item[] {
  const [inBase, inMine, inTheirs] = [base, mine, theirs].map(byKey) as [
    Map<string, Item>,
    Map<string, Item>,
    Map<string, Item>,
  ];
  return [...new Set([...inMine.keys(), ...inTheirs.keys()])].flatMap((key) => {
    const sides = { base: inBase.get(key), mine: inMine.get(key), theirs: inTheirs.get(key) };
    const { item, clash } = mergeItem(sides);
    if (clash) onClash(key);
    return item ? [item] : [];
  });
}

function mergeItem<Item extends object>({ base, mine, theirs }: Sides<Item>) {
  if (same(theirs, base)) return { item: mine, clash: false };
  if (same(mine, base)) return { item: theirs, clash: false };
  if (!base || !mine || !theirs) return { item: mine, clash: !same(mine, theirs) };
  const { merged, clash } = mergeFields(base, mine, theirs);
  return { item: merged, clash };
}

/** Where a step stands on the canvas is nothing to quarrel about: mine wins there. */
const UNDISPUTED = 'position';

function mergeFields<Item extends object>(base: Item, mine: Item, theirs: Item) {
  const merged = { ...mine };
  let clash = false;
  for (const name of Object.keys(theirs) as (keyof Item)[]) {
    if (same(theirs[name], base[name])) continue;
    if (same(mine[name], base[name])) merged[name] = theirs[name];
    else if (!same(mine[name], theirs[name]) && name !== UNDISPUTED) clash = true;
  }
  return { merged, clash };
}

/** One side may have removed a step to which the other has drawn a way. */
function withBothEnds(ways: Way[], steps: Step[]): Way[] {
  const keys = new Set(steps.map(({ key }) => key));
  return ways.filter(({ from, to }) => keys.has(from) && (to === null || keys.has(to)));
}

/** Each side may have moved the start elsewhere; then mine is kept. */
function withOneStart(design: Design, base: Design, mine: Design): Design {
  const starts = design.steps.filter(({ is_start: isStart }) => isStart).map(({ key }) => key);
  if (starts.length < 2) return design;
  const wasStart = new Set(base.steps.filter((step) => step.is_start).map(({ key }) => key));
  const chosen =
    mine.steps.find(({ key, is_start: isStart }) => isStart && !wasStart.has(key))?.key ??
    starts.find((key) => !wasStart.has(key)) ??
    starts[0];
  return {
    ...design,
    steps: design.steps.map((step) => ({ ...step, is_start: step.key === chosen })),
  };
}

function byKey<Item extends { key: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.key, item]));
}

/** Whether two drafts say the same, whoever made them. */
export function sameDesign(one: Design, other: Design): boolean {
  return (
    SETTINGS.every((name) => same(one.settings[name], other.settings[name])) &&
    same(one.steps, other.steps) &&
    same(one.ways, other.ways)
  );
}
