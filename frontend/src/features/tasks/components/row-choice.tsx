import { t } from '@/shared/lib/i18n';

import type { Task } from '../task';
import classes from './inbox-row.module.css';

interface RowChoiceProps {
  task: Task;
  chosen: boolean;
  onChoose: (choose: boolean) => void;
}

/** Chooses a task for an act on many. Plain, because thousands of them are scrolled past. */
export function RowChoice({ task, chosen, onChoose }: RowChoiceProps) {
  return (
    <label className={classes.choice}>
      <input
        type="checkbox"
        checked={chosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
        aria-label={t('bulk.choose', { number: task.ticket_number })}
      />
    </label>
  );
}
