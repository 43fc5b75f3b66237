import { Handle, Position, type NodeProps } from '@xyflow/react';
import { IconAlertTriangle, IconFlag, IconPlayerPlay, IconUsers } from '@tabler/icons-react';
import { memo } from 'react';

import { t } from '@/shared/lib/i18n';

import type { StepLook } from '../document/looks';
import classes from './drawing.module.css';
import type { MarkNodeType, StepNodeType } from './drawn-nodes';
import { PIECE_ICONS } from './pieces';

/** Ways leave to the right and arrive from the left; those back run above, others below. */
function StepHandles({ editable }: { editable: boolean }) {
  const quiet = { isConnectable: false, className: classes.quietHandle };
  return (
    <>
      <Handle type="target" id="next" position={Position.Left} {...(editable ? OPEN : quiet)} />
      <Handle type="target" id="back" position={Position.Top} {...quiet} />
      <Handle type="source" id="back" position={Position.Top} {...quiet} />
      <Handle type="source" id="down" position={Position.Bottom} {...quiet} />
      <Handle type="source" id="next" position={Position.Right} {...(editable ? OPEN : quiet)} />
    </>
  );
}

const OPEN = { className: classes.handle };

export const StepNode = memo(function StepNode({ data, selected }: NodeProps<StepNodeType>) {
  const { step, look = {}, editable } = data;
  const IconComponent = PIECE_ICONS[step.kind];
  return (
    <div
      className={classes.step}
      data-kind={step.kind}
      data-tone={look.tone}
      data-selected={selected}
    >
      <StepHandles editable={editable} />
      <span className={classes.icon}>
        <IconComponent size={18} stroke={1.7} aria-hidden />
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{step.name}</span>
        <RoleLine role={step.role || step.operation} members={look.members} />
      </span>
      <Marks look={look} />
    </div>
  );
});

function RoleLine({ role, members }: { role: string; members?: number }) {
  if (!role) return null;
  return (
    <span className={classes.role}>
      {role}
      {members !== undefined && (
        <span className={classes.members} data-nobody={members === 0 || undefined}>
          <IconUsers size={11} aria-hidden /> {members}
        </span>
      )}
    </span>
  );
}

function Marks({ look }: { look: StepLook }) {
  return (
    <>
      {look.problems !== undefined && (
        <span className={classes.problem} data-severity={look.severity}>
          <IconAlertTriangle size={12} aria-hidden />
          {look.problems}
        </span>
      )}
      {look.tone && <span className={classes.tone}>{t(`designer.tone.${look.tone}`)}</span>}
      {look.open !== undefined && <LiveLine look={look} />}
    </>
  );
}

function LiveLine({ look }: { look: StepLook }) {
  const { open = 0, atRisk = 0, breached = 0, dwell } = look;
  return (
    <span className={classes.live}>
      <span>{t('designer.live.open', { count: open })}</span>
      {atRisk > 0 && <span data-mood="risk">{t('designer.live.atRisk', { count: atRisk })}</span>}
      {breached > 0 && (
        <span data-mood="breach">{t('designer.live.breached', { count: breached })}</span>
      )}
      {dwell && <span>{dwell}</span>}
    </span>
  );
}

export const MarkNode = memo(function MarkNode({ data, selected }: NodeProps<MarkNodeType>) {
  const { mark } = data;
  const Sign = mark.kind === 'start' ? IconPlayerPlay : IconFlag;
  const word = mark.rejects ? 'rejected' : mark.kind;
  return (
    <div className={classes.mark} data-mark={word} data-selected={selected}>
      {mark.kind === 'start' ? (
        <Handle type="source" id="next" position={Position.Right} {...HIDDEN} />
      ) : (
        <Handle
          type="target"
          id={mark.below ? 'down' : 'next'}
          position={mark.below ? Position.Top : Position.Left}
          {...HIDDEN}
        />
      )}
      <Sign size={14} aria-hidden /> {t(`designer.mark.${word}`)}
    </div>
  );
});

const HIDDEN = { isConnectable: false, className: classes.quietHandle };
