import { t, tWord } from '@/shared/lib/i18n';

import type { Explanation } from '../explain';
import classes from './explain.module.css';
import { Part } from './part';

/** The rule that found the workflow, what it asked, and why others lost. */
export function WhyWorkflow({ explanation }: { explanation: Explanation }) {
  const { matching } = explanation;
  const asked = matching && [
    matching.asked.category,
    matching.asked.sub_category,
    matching.asked.department,
  ];
  return (
    <Part title={t('explain.workflow')}>
      <p>{explanation.why_workflow}</p>
      {matching && <p>{tWord('explain.rule', String(matching.rule))}</p>}
      {asked && <p>{t('explain.asked', { kind: asked.filter(Boolean).join(' › ') })}</p>}
      <span className={classes.quiet}>
        {t('explain.version', {
          number: explanation.workflow_version,
          name: explanation.workflow_deployed_by,
        })}
      </span>
      {matching && <Losers losers={matching.losers} />}
    </Part>
  );
}

function Losers({ losers }: { losers: NonNullable<Explanation['matching']>['losers'] }) {
  if (losers.length === 0) {
    return <span className={classes.quiet}>{t('explain.noLosers')}</span>;
  }
  return (
    <ul className={classes.reasons} aria-label={t('explain.losers')}>
      {losers.map((loser) => (
        <li key={loser.workflow_id}>
          {loser.name} {loser.reason}
        </li>
      ))}
    </ul>
  );
}
