import { Select } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { SlaChip } from '@/shared/ui/sla-chip';

import { KEEP, QUEUE, type Colleague, type Proposal } from '../board';
import classes from './board.module.css';

interface PlanLineProps {
  item: Proposal;
  colleagues: readonly Colleague[];
  /** Whose work it is. */
  giver: string;
  owner: string;
  onChange: (owner: string) => void;
}

/** One task of the plan and who is to have it. */
export function PlanLine({ item, colleagues, giver, owner, onChange }: PlanLineProps) {
  const able = colleagues.filter(({ role }) => role === item.role);
  return (
    <li>
      <div className={classes.lineWords}>
        <div>{item.title}</div>
        <div className={classes.cardFacts}>
          <span className="tabular">{item.number}</span>
          <span>{item.step_name}</span>
          <SlaChip state={item.sla_state} deadline={item.sla_deadline} />
        </div>
      </div>
      <Select
        className={classes.lineOwner}
        aria-label={t('board.awayOwnerOf', { number: item.number })}
        description={owner === String(item.to_user) ? item.why : undefined}
        data={[
          ...able.map((one) => ({ value: String(one.user_id), label: labelOf(one) })),
          { value: QUEUE, label: t('board.awayQueue') },
          { value: KEEP, label: t('board.awayKeep', { name: giver }) },
        ]}
        value={owner}
        allowDeselect={false}
        onChange={(value) => onChange(value ?? QUEUE)}
      />
    </li>
  );
}

function labelOf({ name, open_items: count, away }: Colleague): string {
  return away ? t('board.awayPersonAway', { name }) : t('board.awayPerson', { name, count });
}
