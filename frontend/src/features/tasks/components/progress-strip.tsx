import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconCheck, IconRepeat } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { formatDuration } from '@/shared/lib/time';

import { useHistory } from '../api/use-history';
import type { TaskDetail, TaskStep } from '../task';
import { countVisits } from '../visit-counts';
import classes from './progress-strip.module.css';

interface ProgressStripProps {
  task: TaskDetail;
  /** Shows the drawing of the workflow. */
  onOpen: () => void;
}

/** The task's own path: done steps with person and stay, the current one, those to come. */
export function ProgressStrip({ task, onOpen }: ProgressStripProps) {
  const history = useHistory(String(task.task_id));
  const current = task.completed_at ? null : task.current_step;
  const visits = countVisits(history.data ?? [], current);

  return (
    <ol className={classes.strip} aria-label={t('progress.title')}>
      {task.steps.map((step, index) => (
        <Step
          key={step.key}
          step={step}
          position={index + 1}
          visits={visits.get(step.key) ?? 0}
          onOpen={onOpen}
        />
      ))}
    </ol>
  );
}

function describe(step: TaskStep): string {
  if (step.state === 'coming') return step.role;
  const person = step.by ?? t('person.nobody');
  return t('progress.personFor', { person, time: formatDuration(step.dwell_seconds) });
}

interface StepProps {
  step: TaskStep;
  position: number;
  visits: number;
  onOpen: () => void;
}

function Step({ step, position, visits, onOpen }: StepProps) {
  const state = t(`progress.${step.state}`);

  return (
    <li
      className={classes.step}
      data-state={step.state}
      aria-current={step.state === 'current' ? 'step' : undefined}
    >
      <Tooltip label={t('progress.tooltip', { state, role: step.role })} multiline maw={260}>
        <UnstyledButton className={classes.body} onClick={onOpen}>
          <span className={classes.mark} aria-hidden>
            {step.state === 'done' ? <IconCheck size={13} stroke={3} /> : position}
          </span>
          <span className={classes.text}>
            <span className={classes.name}>
              {step.name}
              <span className="visually-hidden">, {state}</span>
            </span>
            <span className={classes.detail}>
              {visits > 1 && (
                <span className={classes.visits}>
                  <IconRepeat size={12} aria-hidden />
                  {t('progress.visits', { count: visits })}
                </span>
              )}
              {describe(step)}
            </span>
          </span>
        </UnstyledButton>
      </Tooltip>
    </li>
  );
}
