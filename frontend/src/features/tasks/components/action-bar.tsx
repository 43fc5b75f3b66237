import { Button, Group, Skeleton, Text, Tooltip } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';

import { useOfferActs } from '@/shared/hooks/use-acts';
import { t } from '@/shared/lib/i18n';
import { ErrorState } from '@/shared/ui/error-state';

import { useActions } from '../api/use-actions';
import type { Action, DialogName, Task } from '../task';
import { BeginButton, ClaimButton, ResumeButton } from './direct-buttons';
import { FirstTouch } from './first-touch';
import { MoreActions } from './more-actions';

const TransitionDialog = lazy(async () => ({
  default: (await import('./transition-dialog')).TransitionDialog,
}));

interface Look {
  color?: string;
  variant: string;
}

const LOOKS: Record<string, Look> = {
  reject: { color: 'red', variant: 'light' },
  return: { color: 'gray', variant: 'default' },
};

function lookOf(action: Action, index: number): Look {
  return LOOKS[action.outcome] ?? { variant: index === 0 ? 'filled' : 'light' };
}

/** Why ways are closed, where there is one reason for it: said besides being on each button. */
function commonReason(actions: Action[]): string | null {
  const closed = actions.filter(({ blocked }) => blocked);
  const [reason, ...others] = new Set(closed.map((action) => action.reason));
  if (!reason || others.length > 0) return null;
  if (closed.length === actions.length) return reason;
  return `${closed.map(({ label }) => label).join(', ')}: ${reason}`;
}

interface ActionBarProps {
  task: Task;
  /** A way was taken. */
  onTaken?: () => void;
  onOpen: (dialog: DialogName) => void;
}

/** Exactly the ways this person may take now; closed ones stay visible and say why. */
export function ActionBar({ task, onTaken, onOpen }: ActionBarProps) {
  const actions = useActions(String(task.task_id));
  const [chosen, setChosen] = useState<Action | null>(null);
  const open = actions.data?.actions.filter(({ blocked }) => !blocked) ?? [];
  useOfferActs(
    open.map((action) => ({
      id: `take:${action.transition}`,
      label: action.label,
      to: task.ticket_number,
      run: () => setChosen(action),
    })),
  );

  if (actions.isPending) return <Skeleton height={36} width={280} />;
  if (actions.isError && !actions.data) {
    return <ErrorState error={actions.error} onRetry={() => void actions.refetch()} />;
  }
  const offer = actions.data;
  const reason = commonReason(offer.actions);
  return (
    <>
      <Group gap="xs" role="group" aria-label={t('actions.title')}>
        {offer.may_claim && <ClaimButton task={task} version={offer.version} />}
        {offer.may_begin && <BeginButton task={task} version={offer.version} />}
        {offer.may_resume && <ResumeButton task={task} version={offer.version} />}
        {offer.actions.map((action, index) => (
          <ActionButton
            key={action.transition}
            action={action}
            look={lookOf(action, index)}
            onChoose={() => setChosen(action)}
          />
        ))}
        <MoreActions task={task} actions={offer} onOpen={onOpen} />
        {offer.may_begin && task.first_touch_until && <FirstTouch until={task.first_touch_until} />}
        {reason && (
          <Text size="sm" c="dimmed">
            {reason}
          </Text>
        )}
      </Group>
      <Suspense>
        {chosen && (
          <TransitionDialog
            task={task}
            action={chosen}
            version={offer.version}
            onTaken={onTaken}
            onClose={() => setChosen(null)}
          />
        )}
      </Suspense>
    </>
  );
}

interface ActionButtonProps {
  action: Action;
  look: Look;
  onChoose: () => void;
}

function ActionButton({ action, look, onChoose }: ActionButtonProps) {
  if (!action.blocked) {
    return (
      <Button {...look} onClick={onChoose}>
        {action.label}
      </Button>
    );
  }
  // Kept focusable, so that the reason can be reached by keyboard.
  return (
    <Tooltip label={action.reason} multiline maw={280}>
      <Button
        variant="default"
        data-disabled
        aria-disabled
        aria-description={action.reason}
        leftSection={<IconLock size={14} />}
        onClick={(event) => event.preventDefault()}
      >
        {action.label}
      </Button>
    </Tooltip>
  );
}
