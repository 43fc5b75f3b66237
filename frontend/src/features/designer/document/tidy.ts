import { Graph, layout } from '@dagrejs/dagre';

import { STEP_SIZE, type Design, type Place } from './design';
import { onGrid } from './grid';
import { marksOf, markPlace } from './marks';

const GAPS = { ranksep: 130, nodesep: 48, edgesep: 24 };

/** A step with the marks that hang on it: where it starts and where it ends. */
function boxOf(design: Design, key: string) {
  const marks = marksOf(design)
    .filter(({ step }) => step === key)
    .map(markPlace);
  const right = Math.max(STEP_SIZE.width, ...marks.map(({ x, width }) => x + width));
  const bottom = Math.max(STEP_SIZE.height, ...marks.map(({ y, height }) => y + height));
  const left = Math.min(0, ...marks.map(({ x }) => x));
  return { width: right - left, height: bottom, left };
}

/** Places for all steps, in layers from left to right with few crossings. */
export function tidyPlaces(design: Design): Map<string, Place> {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ...GAPS });
  graph.setDefaultEdgeLabel(() => ({}));
  const boxes = new Map(design.steps.map(({ key }) => [key, boxOf(design, key)]));
  for (const [key, { width, height }] of boxes) graph.setNode(key, { width, height });
  for (const { key, from, to } of design.ways) {
    if (to !== null && boxes.has(from) && boxes.has(to)) graph.setEdge(from, to, {}, key);
  }
  layout(graph);
  return new Map(
    [...boxes].map(([key, box]) => {
      const { x, y } = graph.node(key) as Place;
      const place = { x: onGrid(x - box.width / 2 - box.left), y: onGrid(y - box.height / 2) };
      return [key, place];
    }),
  );
}
