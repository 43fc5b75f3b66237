import { readable, t } from '@/shared/lib/i18n';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { Decision, ExplainedTask } from '../explain';
import classes from './explain.module.css';
import { Part } from './part';

interface WhyPeopleProps {
  task: ExplainedTask;
  decisions: readonly Decision[];
}

/** Each answer to "whose turn is it?", with who was passed over. */
export function WhyPeople({ task, decisions }: WhyPeopleProps) {
  const stepName = (key: string) => task.steps.find((step) => step.key === key)?.name ?? key;
  return (
    <Part title={t('explain.people')}>
      {decisions.length === 0 && <p>{t('explain.noDecisions')}</p>}
      <ul className={classes.list}>
        {decisions.map((decision) => (
          <li key={decision.at + decision.role + (decision.step ?? '')}>
            <strong>{decision.step ? stepName(decision.step) : t('explain.coordinator')}</strong>
            <span className={classes.quiet}>
              {decision.role} · {ruleOf(decision)} · <RelativeTime at={decision.at} />
            </span>
            {decision.chosen_name
              ? t('explain.chosen', { name: decision.chosen_name })
              : t('explain.nobody')}
            {decision.why && ` – ${decision.why}`}
            <Candidates decision={decision} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** What decided: the policy of the step, in the version that was the task's then. */
function ruleOf({ policy, workflow_version: version }: Decision) {
  return version === null
    ? readable(policy)
    : t('explain.byRule', { rule: readable(policy), version });
}

function Candidates({ decision }: { decision: Decision }) {
  const names = decision.candidates.map(({ name }) => name).join(', ');
  if (!names && decision.skipped.length === 0) return null;
  return (
    <ul className={classes.reasons}>
      {names && <li>{t('explain.candidates', { names })}</li>}
      {decision.skipped.map(({ user_id: id, name, reason }) => (
        <li key={id}>{t('explain.skipped', { name, reason })}</li>
      ))}
    </ul>
  );
}
