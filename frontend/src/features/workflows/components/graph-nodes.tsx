import { Handle, Position, type NodeProps } from '@xyflow/react';
import {
  IconClipboardCheck,
  IconFlag,
  IconHourglass,
  IconPlugConnected,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import type { GraphStep } from '../graph';
import classes from './workflow-graph.module.css';

export type StepState = 'plain' | 'done' | 'current';

const ICONS: Record<string, Icon> = {
  task: IconClipboardCheck,
  approval: IconUserCheck,
  integration: IconPlugConnected,
  wait: IconHourglass,
};

interface Placed {
  direction: 'LR' | 'TB';
}

function Handles({ direction }: Placed) {
  const across = direction === 'LR';
  return (
    <>
      <Handle
        type="target"
        position={across ? Position.Left : Position.Top}
        isConnectable={false}
        className={classes.handle}
      />
      <Handle
        type="source"
        position={across ? Position.Right : Position.Bottom}
        isConnectable={false}
        className={classes.handle}
      />
    </>
  );
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
