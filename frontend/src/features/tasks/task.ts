import type { components } from '@/api/workflow';

type Schemas = components['schemas'];

// The description marks fields with a default as optional, also in answers, where none is left out.
export type Task = Required<Schemas['TaskOutput']>;
export type TaskDetail = Required<Schemas['TaskDetailOutput']>;
export type TaskStep = Schemas['PathStepOutput'];
export type TaskEvent = Schemas['TaskEventOutput'];
export type ExternalCall = Required<Schemas['ExternalCallOutput']>;
export type EndAction = Required<Schemas['EndActionOutput']>;
export type Actions = Schemas['TaskActionsOutput'];
export type Checklist = Schemas['ChecklistOutput'];
export type Approvals = Schemas['ApprovalsOutput'];
export type HoldReason = Schemas['HoldReasonOutput'];
export type MoveEffect = Schemas['MoveEffectOutput'];
export type Action = Actions['actions'][number];

/** What is asked for more about before it is done. */
export type DialogName =
  'transfer' | 'escalate' | 'priority' | 'hold' | 'move' | 'reopen' | 'close' | 'cancel';

/** Which dialogs are open to this person now. */
export function dialogsOf(may: Actions): Record<DialogName, boolean> {
  return {
    transfer: may.may_transfer,
    escalate: may.may_escalate,
    priority: may.may_change_priority,
    hold: may.may_hold,
    move: may.may_move,
    reopen: may.may_reopen,
    close: may.may_close,
    cancel: may.may_cancel,
  };
}
