import { ActionIcon, UnstyledButton } from '@mantine/core';
import { useDisclosure, useSessionStorage } from '@mantine/hooks';
import { IconAlertTriangle, IconChevronDown, IconX } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { formatDuration } from '@/shared/lib/time';

import { useIncidents } from '../api/use-incidents';
import { idOf, type Incident } from '../incident';
import classes from './incident-bar.module.css';
import { IncidentList } from './incident-list';

const LIST = 'incident-list';

/** Says above every screen what does not work as usual; takes no room while all does. */
export function IncidentBar() {
  const incidents = useIncidents();
  const [hidden, setHidden] = useSessionStorage<string[]>({
    key: 'tts.incidents.hidden',
    defaultValue: [],
  });
  const [open, details] = useDisclosure(false);
  const shown = incidents.filter((incident) => !hidden.includes(idOf(incident)));
  const [worst, ...others] = shown;

  return (
    <div className={classes.bar} data-shown={worst ? true : undefined}>
      {worst && <IconAlertTriangle size={16} aria-hidden />}
      {/* Read out when it changes; the growing delay beside it must not be. */}
      <span role="status">{worst?.effect}</span>
      {worst && (
        <>
          <Delay incident={worst} />
          <UnstyledButton
            className={classes.more}
            aria-expanded={open}
            aria-controls={LIST}
            onClick={details.toggle}
          >
            {others.length > 0
              ? t('degraded.more', { count: others.length })
              : t('degraded.details')}
            <IconChevronDown size={14} aria-hidden data-open={open || undefined} />
          </UnstyledButton>
          <ActionIcon
            size="sm"
            color="gray"
            aria-label={t('degraded.dismiss')}
            onClick={() => setHidden(incidents.map(idOf))}
          >
            <IconX size={14} />
          </ActionIcon>
        </>
      )}
      {worst && open && <IncidentList id={LIST} incidents={shown} />}
    </div>
  );
}

function Delay({ incident }: { incident: Incident }) {
  if (incident.delayed_by_seconds === null) return null;
  return (
    <span className="tabular">
      {t('degraded.delayed', { duration: formatDuration(incident.delayed_by_seconds) })}
    </span>
  );
}
