import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMaximize } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';

import { useCommentStream } from '@/features/conversation/api/use-comment-stream';
import { PeopleHere } from '@/features/conversation/components/people-here';
import { ExplainDrawer } from '@/features/explain/components/explain-drawer';
import { useRefreshFiles } from '@/features/files/api/use-ticket-files';
import { useTaskStream } from '@/features/tasks/api/use-task-stream';
import { EndActionCard } from '@/features/tasks/components/end-action-card';
import { ExternalDecision } from '@/features/tasks/components/external-decision';
import { HoldNote } from '@/features/tasks/components/hold-note';
import { ProgressStrip } from '@/features/tasks/components/progress-strip';
import { TaskHeader } from '@/features/tasks/components/task-header';
import { Votes } from '@/features/tasks/components/votes';
import { WatchButton } from '@/features/tasks/components/watch-button';
import type { EndAction, TaskDetail } from '@/features/tasks/task';
import { useWidth } from '@/shared/hooks/use-width';
import { t } from '@/shared/lib/i18n';
import { ConnectionBar } from '@/shared/ui/connection-bar';

import { ConversationPane } from './conversation-pane';
import { SidePanel } from './side-panel';
import { TaskActions } from './task-actions';
import classes from './task-view.module.css';
import { useMacroWork } from './use-macro-work';

const MacroDialog = lazy(async () => ({
  default: (await import('@/features/macros/components/macro-dialog')).MacroDialog,
}));

interface TaskViewProps {
  task: TaskDetail;
  embedded: boolean;
  onTaken?: () => void;
}

// Below this width of the pane the side panel becomes tabs beside the conversation.
const TWO_COLUMNS_FROM = 860;

export function TaskView({ task, embedded, onTaken }: TaskViewProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const conversation = useCommentStream(task.ticket_number);
  useTaskStream(task.ticket_number, useRefreshFiles(task.ticket_number));
  const wide = width === 0 || width >= TWO_COLUMNS_FROM;
  const [tab, setTab] = useState<string | null>(null);
  const macros = useMacroWork(() => !wide && setTab('conversation'));
  const pane = <ConversationPane task={task} conversation={conversation} macros={macros} />;

  return (
    <div ref={ref} className={classes.view}>
      <ConnectionBar status={conversation.status} />
      <div className={classes.top}>
        <TaskHeader
          task={task}
          aside={
            <>
              <PeopleHere people={conversation.people} typing={conversation.typing} />
              <ExplainDrawer task={task} />
              <WatchButton taskId={String(task.task_id)} />
              {embedded && <OpenFullPage taskId={task.task_id} />}
            </>
          }
        />
        <ProgressStrip task={task} onOpen={() => setTab('workflow')} />
        {task.end_action && <EndActionCard action={task.end_action as EndAction} />}
        {task.approvals && <Votes approvals={task.approvals} />}
        {task.hold && <HoldNote hold={task.hold} />}
        <ExternalDecision task={task} />
        <TaskActions task={task} onTaken={onTaken} />
      </div>
      <div className={classes.bottom} data-wide={wide || undefined}>
        {wide && <div className={classes.conversation}>{pane}</div>}
        <SidePanel task={task} conversation={wide ? null : pane} chosen={tab} onChoose={setTab} />
      </div>
      <Suspense>
        {macros.isOpen && <MacroDialog task={task} onClose={macros.close} onRan={macros.ran} />}
      </Suspense>
    </div>
  );
}

function OpenFullPage({ taskId }: { taskId: number }) {
  return (
    <Tooltip label={t('task.openFullPage')}>
      <ActionIcon component={Link} to={`/tasks/${taskId}`} aria-label={t('task.openFullPage')}>
        <IconArrowsMaximize size={17} />
      </ActionIcon>
    </Tooltip>
  );
}
