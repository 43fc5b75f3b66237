import type { Actions } from '@/features/tasks/task';

/** What a person may do with the task of `makeTask`: nothing but what the test puts in. */
export function makeActions(facts: Partial<Actions> = {}): Actions {
  return {
    task_id: 450,
    version: 3,
    actions: [],
    may_claim: false,
    may_release: false,
    may_begin: false,
    may_transfer: false,
    may_escalate: false,
    may_tick: false,
    may_hold: false,
    may_resume: false,
    may_move: false,
    may_reassign: false,
    may_change_priority: false,
    may_adjust: false,
    may_reopen: false,
    may_close: false,
    may_cancel: false,
    ...facts,
  };
}
