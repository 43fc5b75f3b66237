import { Tabs } from '@mantine/core';
import {
  IconClock,
  IconCoins,
  IconDeviceLaptop,
  IconHelpCircle,
  IconListCheck,
  IconListDetails,
  IconMessages,
  IconPaperclip,
  IconRoute,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { lazy, Suspense, type ReactNode } from 'react';

import { useComments } from '@/features/conversation/api/use-comments';
import { LazyExplainPanel } from '@/features/explain/components/lazy-explain-panel';
import { useChecklist } from '@/features/tasks/api/use-checklist';
import { assetOf, budgetOf } from '@/features/tasks/asked-for';
import { AssetTab } from '@/features/tasks/components/asset-tab';
import { BudgetTab } from '@/features/tasks/components/budget-tab';
import { ChecklistTab } from '@/features/tasks/components/checklist-tab';
import { DetailsTab } from '@/features/tasks/components/details-tab';
import { PeopleTab } from '@/features/tasks/components/people-tab';
import type { TaskDetail } from '@/features/tasks/task';
import { useVersionGraph } from '@/features/workflows/api/use-version-graph';
import { GraphSkeleton, LazyGraph } from '@/features/workflows/components/lazy-graph';
import { t, type MessageKey } from '@/shared/lib/i18n';
import { LinesSkeleton } from '@/shared/ui/lines-skeleton';
import { QueryView } from '@/shared/ui/query-view';

import classes from './side-panel.module.css';

// What is behind a tab comes when somebody opens it.
const ClockTab = lazy(async () => ({ default: (await import('./clock-tab')).ClockTab }));
const FilesPanel = lazy(async () => ({
  default: (await import('@/features/files/components/files-panel')).FilesPanel,
}));

interface SidePanelProps {
  task: TaskDetail;
  /** Given where there is no room for it beside the panel: it becomes the first tab. */
  conversation: ReactNode;
  /** Null: the first one. */
  chosen: string | null;
  onChoose: (tab: string | null) => void;
}

const CHECKLIST = 'checklist';
const ASSET = 'asset';
const BUDGET = 'budget';
const TABS: [name: string, label: MessageKey, icon: Icon][] = [
  ['details', 'tabs.details', IconListDetails],
  [CHECKLIST, 'checklist.tab', IconListCheck],
  [ASSET, 'asset.tab', IconDeviceLaptop],
  [BUDGET, 'budget.tab', IconCoins],
  ['sla', 'tabs.sla', IconClock],
  ['people', 'tabs.people', IconUsers],
  ['files', 'files.tab', IconPaperclip],
  ['workflow', 'tabs.workflow', IconRoute],
  ['why', 'tabs.why', IconHelpCircle],
];

export function SidePanel({ task, conversation, chosen, onChoose }: SidePanelProps) {
  const first = conversation ? 'conversation' : 'details';
  const checklist = useWanted(task);
  const absent = new Set([
    ...(checklist ? [] : [CHECKLIST]),
    ...(assetOf(task.ticket.details) ? [] : [ASSET]),
    ...(budgetOf(task.ticket.details) ? [] : [BUDGET]),
    ...(conversation ? [] : ['conversation']),
  ]);
  const tabs = TABS.filter(([name]) => !absent.has(name));
  const shown = chosen === null || absent.has(chosen) ? first : chosen;

  return (
    <Tabs
      value={shown}
      onChange={onChoose}
      keepMounted={false}
      classNames={{
        root: classes.root,
        list: classes.list,
        panel: classes.panel,
        tab: classes.tab,
      }}
    >
      <Tabs.List>
        {conversation && (
          <Tabs.Tab value="conversation" leftSection={<IconMessages size={15} />}>
            {t('tabs.conversation')}
          </Tabs.Tab>
        )}
        {tabs.map(([name, label, IconComponent]) => (
          // Beside the conversation the panel is narrow: with symbols the last tab is out of sight.
          <Tabs.Tab
            key={name}
            value={name}
            leftSection={conversation ? <IconComponent size={15} /> : undefined}
          >
            {t(label)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {conversation && (
        <Tabs.Panel value="conversation" className={classes.flush}>
          {conversation}
        </Tabs.Panel>
      )}
      <Tabs.Panel value="details">
        <DetailsTab task={task} />
      </Tabs.Panel>
      {checklist && (
        <Tabs.Panel value={CHECKLIST}>
          <ChecklistTab task={task} checklist={checklist} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value={ASSET}>
        <AssetTab task={task} />
      </Tabs.Panel>
      <Tabs.Panel value={BUDGET}>
        <BudgetTab task={task} />
      </Tabs.Panel>
      <Tabs.Panel value="sla">
        <Suspense fallback={<LinesSkeleton />}>
          <ClockTab task={task} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="people">
        <PeopleTab task={task} />
      </Tabs.Panel>
      <Tabs.Panel value="files">
        <Files number={task.ticket_number} />
      </Tabs.Panel>
      <Tabs.Panel value="workflow" className={classes.graph}>
        <PinnedGraph task={task} />
      </Tabs.Panel>
      {/* Nothing in it takes the focus: whoever has no mouse scrolls the panel itself. */}
      <Tabs.Panel value="why" tabIndex={0}>
        <LazyExplainPanel task={task} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Files({ number }: { number: string }) {
  const comments = useComments(number).data ?? [];
  return (
    <Suspense fallback={<LinesSkeleton />}>
      <FilesPanel number={number} commentFiles={comments.flatMap((each) => each.attachments)} />
    </Suspense>
  );
}

/** What the current step wants; null where it wants nothing, and when the task is over. */
function useWanted(task: TaskDetail) {
  const { data } = useChecklist(String(task.task_id));
  if (!data || task.completed_at) return null;
  return data.items.length + data.required_fields.length > 0 ? data : null;
}

/** The workflow as it was when the task began: later changes do not concern the task. */
function PinnedGraph({ task }: { task: TaskDetail }) {
  const version = useVersionGraph(task.graph.workflow_id, task.graph.version);
  return (
    <QueryView query={version} skeleton={<GraphSkeleton />}>
      {(graph) => (
        <Suspense fallback={<GraphSkeleton />}>
          <LazyGraph
            graph={graph}
            current={task.completed_at ? null : task.current_step}
            done={task.steps.filter((step) => step.state === 'done').map((step) => step.key)}
            direction="TB"
          />
        </Suspense>
      )}
    </QueryView>
  );
}
