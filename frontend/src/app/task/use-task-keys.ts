import { useActions } from '@/features/tasks/api/use-actions';
import { useClaim } from '@/features/tasks/api/use-claim';
import { openDialogs } from '@/features/tasks/dialog-items';
import { dialogsOf, type Actions, type DialogName, type Task } from '@/features/tasks/task';
import { useOfferActs, type Act } from '@/shared/hooks/use-acts';
import { useShortcuts } from '@/shared/hooks/use-shortcuts';
import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';

/** The keys of a ticket, and its acts in the palette; what this person may not do does nothing. */
export function useTaskKeys(task: Task, onOpen: (dialog: DialogName) => void): void {
  const id = String(task.task_id);
  const { data: actions } = useActions(id);
  const claim = useClaim(id);

  function open(dialog: DialogName) {
    if (actions && dialogsOf(actions)[dialog]) onOpen(dialog);
  }
  function take() {
    if (!actions?.may_claim || claim.isPending) return;
    const onSuccess = () => showSuccess(t('actions.claimed', { number: task.number }));
    claim.mutate({ version: actions.version }, { onSuccess, onError: showFailure });
  }
  useShortcuts({
    i: take,
    a: () => open('transfer'),
    t: () => open('transfer'),
    e: () => open('escalate'),
    p: () => open('priority'),
  });
  useOfferActs(actions ? actsOn(task.ticket_number, actions, onOpen) : []);
}

function actsOn(to: string, actions: Actions, onOpen: (dialog: DialogName) => void): Act[] {
  return openDialogs(actions).map(({ dialog, label }) => ({
    id: dialog,
    label: t(label),
    to,
    run: () => onOpen(dialog),
  }));
}
