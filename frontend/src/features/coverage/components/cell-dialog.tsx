import { Anchor, Button, Modal, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { hasRole, useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useCreateDraft } from '../api/use-create-draft';
import { departmentOf, kindOf, type Cell } from '../coverage';
import classes from './coverage.module.css';

/** Who takes the tickets of a cell, who might, and what can be done about it. */
export function CellDialog({ cell, onClose }: { cell: Cell; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${kindOf(cell)} · ${departmentOf(cell)}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <Winner cell={cell} />
        <Losers title={t('coverage.competing')} losers={cell.competing} />
        <Losers title={t('coverage.unpublished')} losers={cell.unpublished} />
        <Text size="sm" c="dimmed">
          {t('coverage.volume', { count: cell.volume })}
          {cell.unrouted > 0 && `, ${t('coverage.waiting', { count: cell.unrouted })}`}
        </Text>
        {cell.unrouted > 0 && (
          <Anchor component={Link} size="sm" to="/unrouted">
            {t('coverage.seeWaiting')}
          </Anchor>
        )}
        <CreateDraft cell={cell} />
      </Stack>
    </Modal>
  );
}

function Winner({ cell }: { cell: Cell }) {
  if (cell.workflow_id === null) return <Text size="sm">{t('coverage.nobody')}</Text>;
  return (
    <Text size="sm">
      {t('coverage.takenBy')}{' '}
      <Anchor component={Link} to={`/workflows/${cell.workflow_id}`} size="sm">
        {t('coverage.openVersion', {
          name: cell.workflow_name ?? '',
          number: cell.workflow_version ?? '',
        })}
      </Anchor>
      . {t(`coverage.rule.${cell.rule}`)}.
    </Text>
  );
}

function Losers({ title, losers }: { title: string; losers: Cell['competing'] }) {
  if (losers.length === 0) return null;
  return (
    <div>
      <Text component="h3" size="sm" fw={600}>
        {title}
      </Text>
      <ul className={classes.losers}>
        {losers.map((loser) => (
          <li key={loser.workflow_id}>
            <Anchor component={Link} to={`/workflows/${loser.workflow_id}`} size="sm">
              {loser.name}
            </Anchor>{' '}
            {loser.reason}
          </li>
        ))}
      </ul>
    </div>
  );
}

function CreateDraft({ cell }: { cell: Cell }) {
  const navigate = useNavigate();
  const create = useCreateDraft();
  const mayCreate = hasRole(useSession(), 'Admin');
  if (!mayCreate || cell.rule === 'exact') return null;

  function make() {
    const { category, sub_category, department } = cell;
    const name = [category, sub_category, department].filter(Boolean).join(' ');
    create.mutate(
      { name, category, sub_category, department },
      {
        onSuccess: (workflow) => {
          showSuccess(t('coverage.created', { name }));
          void navigate(`/workflows/${workflow.workflow_id}`);
        },
        onError: showFailure,
      },
    );
  }

  return (
    <div>
      <Button loading={create.isPending} onClick={make}>
        {t('coverage.create')}
      </Button>
      <Text size="xs" c="dimmed" mt={4}>
        {t('coverage.createHint')}
      </Text>
    </div>
  );
}
