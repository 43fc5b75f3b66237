import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';

import type { Digest } from '@/api/use-digests';
import { t } from '@/shared/lib/i18n';
import { PriorityMark } from '@/shared/ui/priority-mark';
import { RelativeTime } from '@/shared/ui/relative-time';
import { SlaChip } from '@/shared/ui/sla-chip';
import { StatusBadge } from '@/shared/ui/status-badge';

import { slaOf } from '../sla-of';
import type { TableColumn } from '../table-columns';
import type { Task } from '../task';
import rowClasses from './inbox-row.module.css';
import { RowChoice } from './row-choice';
import { UnreadDot } from './row-signs';
import classes from './task-table.module.css';

const moment = (at: string | null) => (at ? <RelativeTime at={at} /> : '–');

const CELLS: Record<string, (task: Task) => ReactNode> = {
  ticket_number: ({ ticket_number: number }) => (
    <span className="tabular" title={number}>
      {number}
    </span>
  ),
  number: (task) => <span className="tabular">{task.number}</span>,
  title: (task) => task.title,
  priority: (task) => <PriorityMark priority={task.priority} />,
  status: (task) => <StatusBadge status={task.status} />,
  step: (task) => task.current_step_name ?? t('task.noStep'),
  role: (task) => task.current_role ?? '–',
  assignee: (task) => task.assigned_user_name ?? t('person.unassigned'),
  coordinator: (task) => task.coordinator_name || t('person.nobody'),
  sla: (task) => <SlaChip {...slaOf(task)} />,
  category: (task) => task.category,
  sub_category: (task) => task.sub_category,
  department: (task) => task.department,
  workflow: (task) => task.workflow_name,
  created: (task) => moment(task.created_at),
  started: (task) => moment(task.started_at),
  completed: (task) => moment(task.completed_at),
};

interface TableRowProps {
  task: Task;
  columns: TableColumn[];
  digest: Digest | undefined;
  gone: boolean;
  chosen: boolean;
  selected: boolean;
  href: string;
  onChoose: (task: Task, choose: boolean) => void;
}

/** One task over the whole width, with the columns a person chose. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { task, columns, digest, gone, chosen, selected, href, onChoose } = props;
  return (
    <div
      className={classes.row}
      data-selected={selected || undefined}
      data-chosen={chosen || undefined}
      data-gone={gone || undefined}
    >
      <RowChoice task={task} chosen={chosen} onChoose={(choose) => onChoose(task, choose)} />
      {columns.map(({ name }, index) => (
        <span key={name} className={classes.cell}>
          {index === 0 && <UnreadDot digest={digest} />}
          {name === 'title' ? (
            <Link to={href} className={classes.link} aria-current={selected || undefined}>
              {gone && <span className={rowClasses.gone}>{t('inbox.gone')} · </span>}
              {task.title}
            </Link>
          ) : (
            CELLS[name]?.(task)
          )}
        </span>
      ))}
    </div>
  );
});
