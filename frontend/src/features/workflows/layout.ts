import { END, END_SIZE, STEP_SIZE, type Graph, type GraphTransition } from './graph';

export type Direction = 'LR' | 'TB';

export interface PlacedStep {
  key: string;
  x: number;
  y: number;
}

/** A line of the drawing; transitions that run alike share one. */
export interface DrawnWay {
  key: string;
  from: string;
  to: string;
  label: string;
  /** To the next layer, past some layers, or back. */
  kind: 'next' | 'past' | 'back';
}

export interface Arrangement {
  steps: PlacedStep[];
  ways: DrawnWay[];
}

const GAP = { along: 132, across: 48 };

function targetOf(way: GraphTransition): string {
  return way.to ?? END;
}

/** The layer of each step: its longest way from a start, not counting ways that turn back. */
function layersOf(graph: Graph): Map<string, number> {
  const layers = new Map<string, number>();
  const open = new Set<string>();

  function visit(key: string, layer: number) {
    if (open.has(key) || (layers.get(key) ?? -1) >= layer) return;
    layers.set(key, layer);
    open.add(key);
    for (const way of graph.transitions) {
      if (way.from === key) visit(targetOf(way), layer + 1);
    }
    open.delete(key);
  }

  for (const step of graph.steps) if (step.is_start) visit(step.key, 0);
  for (const step of graph.steps) if (!layers.has(step.key)) visit(step.key, 0);
  return layers;
}

function groupByLayer(layers: Map<string, number>): string[][] {
  const groups: string[][] = [];
  for (const [key, layer] of layers) (groups[layer] ??= []).push(key);
  return groups;
}

/** Place one layer's steps in the middle of the drawing, side by side across its direction. */
function placeLayer(keys: string[], layer: number, direction: Direction): PlacedStep[] {
  const across = direction === 'LR';
  const along = layer * ((across ? STEP_SIZE.width : STEP_SIZE.height) + GAP.along);
  const pitch = (across ? STEP_SIZE.height : STEP_SIZE.width) + GAP.across;

  return keys.map((key, index) => {
    const size = key === END ? END_SIZE : STEP_SIZE;
    const offset = (index - (keys.length - 1) / 2) * pitch;
    return across
      ? { key, x: along, y: offset - size.height / 2 }
      : { key, x: offset - size.width / 2, y: along };
  });
}

function kindOf(from: number, to: number): DrawnWay['kind'] {
  if (to <= from) return 'back';
  return to === from + 1 ? 'next' : 'past';
}

function drawWays(graph: Graph, layers: Map<string, number>): DrawnWay[] {
  const ways = new Map<string, DrawnWay>();
  for (const transition of graph.transitions) {
    const { from, label } = transition;
    const to = targetOf(transition);
    const key = `${from}>${to}`;
    const known = ways.get(key);
    if (known) known.label += ` / ${label}`;
    else {
      const kind = kindOf(layers.get(from) ?? 0, layers.get(to) ?? 0);
      ways.set(key, { key, from, to, label, kind });
    }
  }
  return [...ways.values()];
}

/** A drawing in layers along the way of a ticket. */
export function arrange(graph: Graph, direction: Direction): Arrangement {
  const layers = layersOf(graph);
  return {
    steps: groupByLayer(layers).flatMap((keys, layer) => placeLayer(keys, layer, direction)),
    ways: drawWays(graph, layers),
  };
}
