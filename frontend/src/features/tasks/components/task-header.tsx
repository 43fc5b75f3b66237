import { ActionIcon, CopyButton, Group, Text, Title, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { t } from '@/shared/lib/i18n';
import { PersonAvatar } from '@/shared/ui/person-avatar';
import { PriorityMark } from '@/shared/ui/priority-mark';
import { SlaChip } from '@/shared/ui/sla-chip';
import { StatusBadge } from '@/shared/ui/status-badge';

import { slaOf } from '../sla-of';
import type { Task } from '../task';
import classes from './task-header.module.css';

interface TaskHeaderProps {
  task: Task;
  /** What stands at the right: who else is here, a link to the full page. */
  aside?: ReactNode;
}

export function TaskHeader({ task, aside }: TaskHeaderProps) {
  return (
    <header className={classes.header}>
      <div className={classes.line}>
        <span className={classes.numbers}>
          <span className="tabular">{task.number}</span>
          <span aria-hidden>·</span>
          <span className="tabular">{task.ticket_number}</span>
          <CopyNumber number={task.ticket_number} />
        </span>
        <div className={classes.aside}>{aside}</div>
      </div>
      <Title order={1} className={classes.title}>
        {task.title}
      </Title>
      <Group gap="sm" mt={6} style={{ rowGap: 6 }}>
        <StatusBadge status={task.status} />
        <PriorityMark priority={task.priority} />
        <SlaChip {...slaOf(task)} />
        {!task.completed_at && (
          <Group gap={6} wrap="nowrap">
            <PersonAvatar name={task.assigned_user_name} size={20} tooltip={false} />
            <Text size="sm">{task.assigned_user_name ?? t('person.unassigned')}</Text>
          </Group>
        )}
        <Text size="sm" c="dimmed">
          {t('task.workflowVersion', {
            workflow: task.workflow_name,
            version: task.workflow_version,
          })}
        </Text>
      </Group>
    </header>
  );
}

function CopyNumber({ number }: { number: string }) {
  return (
    <CopyButton value={number}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? 'common.copied' : 'task.copyNumber')}>
          <ActionIcon size="sm" aria-label={t('task.copyNumber')} onClick={copy}>
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
