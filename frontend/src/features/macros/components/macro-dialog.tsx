import { Anchor, Modal } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { QueryView } from '@/shared/ui/query-view';

import { useTaskMacros } from '../api/use-task-macros';
import type { UsableMacro } from '../macros';
import { MacroPicker } from './macro-picker';
import { MacroRun, type MacroTask } from './macro-run';

interface MacroDialogProps {
  task: MacroTask;
  onClose: () => void;
  /** It ran; its reply, or nothing, is for the composer. */
  onRan: (reply: string) => void;
}

/** Choose a macro, see what it would change on this ticket, and run it. */
export function MacroDialog({ task, onClose, onRan }: MacroDialogProps) {
  const macros = useTaskMacros(String(task.task_id));
  const [chosen, setChosen] = useState<UsableMacro | null>(null);

  return (
    <Modal
      opened
      onClose={onClose}
      title={chosen ? chosen.name : t('macros.choose')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {chosen ? (
        <MacroRun
          task={task}
          macro={chosen}
          onBack={() => setChosen(null)}
          onRan={(reply) => {
            onClose();
            onRan(reply);
          }}
        />
      ) : (
        <>
          <QueryView query={macros}>
            {(known) => <MacroPicker macros={known.macros} onChoose={setChosen} />}
          </QueryView>
          <Anchor component={Link} to="/macros" size="sm">
            {t('macros.manage')}
          </Anchor>
        </>
      )}
    </Modal>
  );
}
