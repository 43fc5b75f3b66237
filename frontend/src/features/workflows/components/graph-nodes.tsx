import { Handle, Position, type NodeProps } from '@xyflow/react';
import {
  IconClipboardCheck,
  IconFlag,
  IconHourglass,
  IconPlugConnected,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import { Fragment } from 'react';

import { t } from '@/shared/lib/i18n';

import type { GraphStep } from '../graph';
import type { Direction } from '../layout';
import classes from './workflow-graph.module.css';

export type StepState = 'plain' | 'done' | 'current';

const ICONS: Record<string, Icon> = {
  task: IconClipboardCheck,
  approval: IconUserCheck,
  integration: IconPlugConnected,
  wait: IconHourglass,
};

interface Placed {
  direction: Direction;
}

// By which side the three kinds of ways leave and arrive.
const SIDES = {
  LR: {
    next: [Position.Right, Position.Left],
    past: [Position.Top, Position.Top],
    back: [Position.Bottom, Position.Bottom],
  },
  TB: {
    next: [Position.Bottom, Position.Top],
    past: [Position.Left, Position.Left],
    back: [Position.Right, Position.Right],
  },
} as const;

const KINDS = ['next', 'past', 'back'] as const;

function Handles({ direction }: Placed) {
  return KINDS.map((kind) => {
    const [leave, arrive] = SIDES[direction][kind];
    const common = { id: kind, isConnectable: false, className: classes.handle };
    return (
      <Fragment key={kind}>
        <Handle type="source" position={leave} {...common} />
        <Handle type="target" position={arrive} {...common} />
      </Fragment>
    );
  });
}

export function StepNode({ data }: NodeProps) {
  const { step, state, direction } = data as unknown as Placed & {
    step: GraphStep;
    state: StepState;
  };
  const IconComponent = ICONS[step.kind] ?? IconClipboardCheck;
  return (
    <div className={classes.step} data-state={state} data-start={step.is_start || undefined}>
      <Handles direction={direction} />
      <IconComponent size={18} stroke={1.7} />
      <div className={classes.words}>
        <span className={classes.name}>{step.name}</span>
        <span className={classes.role}>{step.role}</span>
      </div>
    </div>
  );
}

export function EndNode({ data }: NodeProps) {
  const { direction } = data as unknown as Placed;
  return (
    <div className={classes.end}>
      <Handles direction={direction} />
      <IconFlag size={15} /> {t('graph.end')}
    </div>
  );
}
