import { memo } from 'react';
import { Link } from 'react-router';

import type { Digest } from '@/api/use-digests';
import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { PersonAvatar } from '@/shared/ui/person-avatar';
import { PriorityMark } from '@/shared/ui/priority-mark';
import { SlaChip } from '@/shared/ui/sla-chip';

import { isSameRow } from '../same-row';
import { slaOf } from '../sla-of';
import type { Task } from '../task';
import classes from './inbox-row.module.css';
import { RowChoice } from './row-choice';
import { UnreadDot, Viewers } from './row-signs';

interface InboxRowProps {
  task: Task;
  /** Among the steps of its workflow. */
  position: { index: number; count: number } | null;
  digest: Digest | undefined;
  /** Left the view since it was shown. */
  gone: boolean;
  dense: boolean;
  chosen: boolean;
  selected: boolean;
  href: string;
  onChoose: (task: Task, choose: boolean) => void;
}

export const InboxRow = memo(function InboxRow(props: InboxRowProps) {
  const { task, digest, gone, dense, chosen, selected, href, onChoose } = props;
  const session = useSession();
  return (
    <div
      className={classes.row}
      data-selected={selected || undefined}
      data-chosen={chosen || undefined}
      data-gone={gone || undefined}
      data-dense={dense || undefined}
    >
      <RowChoice task={task} chosen={chosen} onChoose={(choose) => onChoose(task, choose)} />
      <Link to={href} className={classes.link} aria-current={selected || undefined}>
        <span className={classes.line}>
          <UnreadDot digest={digest} />
          <PriorityMark priority={task.priority} compact />
          {dense && <span className={`${classes.number} tabular`}>{task.ticket_number}</span>}
          <span className={classes.title}>{task.title}</span>
          <Viewers digest={digest} self={session.id} />
          {gone ? (
            <span className={classes.gone}>{t('inbox.gone')}</span>
          ) : (
            <SlaChip {...slaOf(task)} />
          )}
        </span>
        {!dense && <SecondLine {...props} />}
      </Link>
    </div>
  );
}, isSameRow);

function SecondLine({ task, position }: InboxRowProps) {
  return (
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
  );
}
