import { EscalateDialog } from '@/features/board/components/escalate-dialog';
import { TransferDialog } from '@/features/board/components/transfer-dialog';
import { PriorityDialog } from '@/features/sla/components/priority-dialog';
import { EndingDialog } from '@/features/tasks/components/ending-dialog';
import { HoldDialog } from '@/features/tasks/components/hold-dialog';
import { MoveStepDialog } from '@/features/tasks/components/move-step-dialog';
import type { DialogName, TaskDetail } from '@/features/tasks/task';

interface TaskDialogProps {
  name: DialogName;
  task: TaskDetail;
  onClose: () => void;
}

/** The dialog that goes with an act on a task. */
export function TaskDialog({ name, ...props }: TaskDialogProps) {
  switch (name) {
    case 'transfer':
      return <TransferDialog {...props} />;
    case 'escalate':
      return <EscalateDialog {...props} />;
    case 'priority':
      return <PriorityDialog {...props} />;
    case 'hold':
      return <HoldDialog {...props} />;
    case 'move':
      return <MoveStepDialog {...props} />;
    default:
      return <EndingDialog act={name} {...props} />;
  }
}
