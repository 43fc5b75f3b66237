import { Button, Group } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';

import type { Clock, ClockedTask, Dispute, Segment } from '../clock';
import classes from './clock.module.css';
import { DecideDialog, DisputeDialog } from './dispute-dialogs';

interface SegmentDisputeProps {
  task: ClockedTask;
  clock: Clock;
  segment: Segment;
}

/** Whether a line was disputed and what became of that, with what this person may do about it. */
export function SegmentDispute({ task, clock, segment }: SegmentDisputeProps) {
  if (segment.dispute) return <Raised task={task} clock={clock} dispute={segment.dispute} />;
  if (!clock.may_dispute || segment.kind === 'paused') return null;
  return <Raise task={task} segmentId={segment.id} />;
}

function Raise({ task, segmentId }: { task: ClockedTask; segmentId: number }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        {t('clock.dispute')}
      </Button>
      {open && <DisputeDialog task={task} segmentId={segmentId} onClose={() => setOpen(false)} />}
    </>
  );
}

interface RaisedProps {
  task: ClockedTask;
  clock: Clock;
  dispute: Dispute;
}

function Raised({ task, clock, dispute }: RaisedProps) {
  const session = useSession();
  const state = dispute.state ?? 'open';
  const decides = state === 'open' && clock.may_decide && dispute.raised_by_id !== session.id;
  return (
    <>
      <span className={classes.quiet}>
        {t('clock.disputedBy', { name: dispute.raised_by_name, reason: dispute.reason })}{' '}
        {t(`clock.verdict.${state}`, {
          name: dispute.decided_by_name ?? '',
          reason: dispute.decision ?? '',
        })}
      </span>
      {decides && <Decide task={task} dispute={dispute} />}
    </>
  );
}

function Decide({ task, dispute }: { task: ClockedTask; dispute: Dispute }) {
  const [accepted, setAccepted] = useState<boolean | null>(null);
  return (
    <Group gap={4}>
      <Button size="compact-xs" variant="light" onClick={() => setAccepted(true)}>
        {t('clock.accept')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => setAccepted(false)}>
        {t('clock.refuse')}
      </Button>
      {accepted !== null && (
        <DecideDialog
          task={task}
          dispute={dispute}
          accepted={accepted}
          onClose={() => setAccepted(null)}
        />
      )}
    </Group>
  );
}
