import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';

import { obstacleOf, type NearWorkflow } from '../unrouted';
import classes from './unrouted-list.module.css';

/** The workflows that nearly take a ticket, each with what is in the way. */
export function NearestWorkflows({ near }: { near: readonly NearWorkflow[] }) {
  if (near.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('unrouted.noneNear')}{' '}
        <Anchor component={Link} to="/workflows" size="sm" underline="always">
          {t('unrouted.openWorkflows')}
        </Anchor>
      </Text>
    );
  }
  return (
    <ul className={classes.near} aria-label={t('unrouted.nearest')}>
      {near.map((one) => (
        <li key={one.workflow_id}>
          <Anchor
            component={Link}
            to={`/workflows/${one.workflow_id}`}
            size="sm"
            underline="always"
          >
            {one.name}
          </Anchor>{' '}
          {obstacleOf(one)}
        </li>
      ))}
    </ul>
  );
}
