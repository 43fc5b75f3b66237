import { Graph as LayoutGraph, layout } from '@dagrejs/dagre';

import { END, END_SIZE, STEP_SIZE, type Graph, type PlacedStep } from './graph';

/** Places for the steps and the end, in layers along the way of a ticket. */
export function placeSteps(graph: Graph, direction: 'LR' | 'TB'): PlacedStep[] {
  const sheet = new LayoutGraph({ multigraph: true });
  sheet.setGraph({ rankdir: direction, nodesep: 44, ranksep: 96, marginx: 12, marginy: 12 });
  sheet.setDefaultEdgeLabel(() => ({}));

  for (const { key } of graph.steps) sheet.setNode(key, { ...STEP_SIZE });
  if (graph.transitions.some(({ to }) => to === null)) sheet.setNode(END, { ...END_SIZE });
  for (const { key, from, to } of graph.transitions) {
    sheet.setEdge(from, to ?? END, {}, key);
  }
  layout(sheet);

  return sheet.nodes().map((key) => {
    const { x, y, width, height } = sheet.node(key) as Record<
      'x' | 'y' | 'width' | 'height',
      number
    >;
    return { key, x: x - width / 2, y: y - height / 2 };
  });
}
