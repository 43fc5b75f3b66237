import { readable, t } from '@/shared/lib/i18n';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { Explanation } from '../explain';
import classes from './explain.module.css';
import { Part } from './part';

/** What no person did: each with the rule that did it and the version it went by. */
export function AutomaticChanges({ changes }: { changes: Explanation['automatic'] }) {
  return (
    <Part title={t('explain.automatic')}>
      {changes.length === 0 && <p>{t('explain.noAutomatic')}</p>}
      <ul className={classes.list}>
        {changes.map((change, index) => (
          <li key={index}>
            {change.summary}
            <span className={classes.quiet}>
              {t('explain.byRule', {
                rule: readable(change.rule),
                version: change.workflow_version,
              })}{' '}
              · <RelativeTime at={change.at} />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
