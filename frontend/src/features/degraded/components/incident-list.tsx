import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { hasRole, useSession } from '@/shared/lib/session';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { Incident } from '../incident';
import classes from './incident-bar.module.css';

/** Every incident with what still works; for those who look after the system also the reason. */
export function IncidentList({ id, incidents }: { id: string; incidents: Incident[] }) {
  const responsible = hasRole(useSession(), 'Admin', 'Auditor');

  return (
    <div id={id} className={classes.list}>
      <ul>
        {incidents.map((incident) => (
          <li key={incident.part}>
            <strong>{incident.effect}</strong> {incident.still_works}{' '}
            <span className={classes.since}>
              {t('degraded.since')} <RelativeTime at={incident.since} />
            </span>
            {responsible && incident.detail && (
              <code className={classes.detail}>
                {incident.part}: {incident.detail}
              </code>
            )}
          </li>
        ))}
      </ul>
      {responsible && (
        <Anchor component={Link} to="/system" size="xs">
          {t('degraded.toSystem')}
        </Anchor>
      )}
    </div>
  );
}
