import { BaseEdge, getBezierPath, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';

import classes from './drawing.module.css';
import type { DrawnEdge } from './drawn-edges';

const APART = 22;
const DETOUR = { first: 26, further: 22 };

/** Ways onward are curves; those back run around the steps, each a little further out. */
function pathOf(props: EdgeProps<DrawnEdge>): [path: string, x: number, y: number] {
  const nth = props.data?.nth ?? 0;
  if (props.sourceHandleId === 'back') {
    const offset = DETOUR.first + DETOUR.further * nth;
    const [path, x, y] = getSmoothStepPath({ ...props, borderRadius: 12, offset });
    return [path, x, y];
  }
  const shift = nth * APART;
  const { sourceY, targetY } = props;
  const [path, x, y] = getBezierPath({
    ...props,
    sourceY: sourceY + shift,
    targetY: targetY + shift,
  });
  return [path, x, y];
}

export const WayEdge = memo(function WayEdge(props: EdgeProps<DrawnEdge>) {
  const { way, look } = props.data ?? {};
  const [path, x, y] = pathOf(props);
  const taken = look?.taken ? ` · ${look.taken}×` : '';
  return (
    <g
      className={classes.way}
      data-selected={props.selected || undefined}
      data-outcome={way?.outcome}
      data-course={props.sourceHandleId}
      data-tone={look?.tone}
      data-problem={look?.problems ? true : undefined}
    >
      <BaseEdge
        path={path}
        markerEnd={props.markerEnd}
        interactionWidth={18}
        label={way ? way.label + (way.condition ? ' ?' : '') + taken : undefined}
        labelX={x}
        labelY={y}
        labelBgPadding={[6, 3]}
        labelBgBorderRadius={5}
      />
    </g>
  );
});
