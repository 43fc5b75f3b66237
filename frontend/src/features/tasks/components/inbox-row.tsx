import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { PersonAvatar } from '@/shared/ui/person-avatar';
import { PriorityMark } from '@/shared/ui/priority-mark';
import { SlaChip } from '@/shared/ui/sla-chip';

import { slaOf } from '../sla-of';
import type { Task } from '../task';
import classes from './inbox-row.module.css';

interface InboxRowProps {
  task: Task;
  /** Among the steps of its workflow. */
  position: { index: number; count: number } | null;
  /** Left the view since it was shown. */
  gone: boolean;
  selected: boolean;
  href: string;
}

export function InboxRow({ task, position, gone, selected, href }: InboxRowProps) {
  return (
    <li>
      <Link
        to={href}
        className={classes.row}
        aria-current={selected || undefined}
        data-gone={gone || undefined}
      >
        <span className={classes.priority}>
          <PriorityMark priority={task.priority} compact />
        </span>
        <span>
          <span className={classes.line}>
            <span className={classes.title}>{task.title}</span>
            {gone ? (
              <span className={classes.gone}>{t('inbox.gone')}</span>
            ) : (
              <SlaChip {...slaOf(task)} />
            )}
          </span>
          <span className={classes.line}>
            <span className={classes.facts}>
              <span className={`${classes.number} tabular`}>{task.ticket_number}</span>
              <span aria-hidden>·</span>
              <span className={classes.step}>{task.current_step_name ?? t('task.noStep')}</span>
              {position && <span className={classes.number}>{t('task.position', position)}</span>}
              <span aria-hidden>·</span>
              <span className={classes.category}>{task.category}</span>
            </span>
            <PersonAvatar name={task.assigned_user_name} size={20} />
          </span>
        </span>
      </Link>
    </li>
  );
}
