import { Button, Group, Stack, Text } from '@mantine/core';
import { IconAdjustments, IconFlag } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t } from '@/shared/lib/i18n';
import { hoursOf } from '@/shared/lib/why-due';
import { FactList } from '@/shared/ui/fact-list';
import { QueryView } from '@/shared/ui/query-view';
import { SlaChip } from '@/shared/ui/sla-chip';

import { useClock } from '../api/use-clock';
import type { Clock, ClockedTask } from '../clock';
import { AdjustDialog } from './adjust-dialog';
import { Ladder } from './ladder';
import { Ledger } from './ledger';
import { PriorityDialog } from './priority-dialog';
import { SegmentBar } from './segment-bar';
import { WhyDue } from './why-due';

interface SlaTabProps {
  task: ClockedTask & { completed_at: string | null };
  /** Buttons that stop the clock and let it go on. */
  pausing?: ReactNode;
}

/** The clock of a task: how it stands, why, and what changed it. */
export function SlaTab({ task, pausing }: SlaTabProps) {
  const clock = useClock(task.task_id);
  return (
    <QueryView query={clock}>
      {(data) => (
        <Stack gap="md">
          {data.target_seconds !== null && <SegmentBar clock={data} />}
          <WhyDue clock={data} />
          {data.may_change && <Buttons task={task} clock={data} pausing={pausing} />}
          <Facts clock={data} task={task} />
          <Part title={t('clock.ledger')}>
            <Ledger task={task} clock={data} />
          </Part>
          {data.target_seconds !== null && (
            <Part title={t('clock.ladder')}>
              <Ladder steps={data.ladder} />
            </Part>
          )}
        </Stack>
      )}
    </QueryView>
  );
}

function Facts({ clock, task }: { clock: Clock; task: SlaTabProps['task'] }) {
  const formatAbsolute = useFormatAbsolute();
  const { deadline, started_at: startedAt, state } = clock;
  return (
    <FactList
      facts={[
        {
          label: t('clock.state'),
          value: <SlaChip {...{ state, deadline, startedAt, finishedAt: task.completed_at }} />,
        },
        { label: t('clock.task'), value: deadline && formatAbsolute(deadline) },
        {
          label: t('clock.step'),
          value: clock.step_deadline && formatAbsolute(clock.step_deadline),
        },
        {
          label: t('clock.calendar'),
          value: [clock.calendar, clock.time_zone].filter((word) => word !== 'UTC').join(' · '),
        },
        {
          label: t('clock.excluded'),
          value: clock.excluded_seconds > 0 ? hoursOf(clock.excluded_seconds) : null,
        },
        {
          label: t('clock.targets'),
          value: t('clock.version', { version: clock.workflow_version }),
        },
      ]}
    />
  );
}

function Buttons({ task, clock, pausing }: SlaTabProps & { clock: Clock }) {
  const [open, setOpen] = useState<'adjust' | 'priority' | null>(null);
  const close = () => setOpen(null);
  return (
    <Group gap="xs">
      {pausing}
      {clock.target_seconds !== null && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconAdjustments size={15} />}
          onClick={() => setOpen('adjust')}
        >
          {t('clock.adjust')}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFlag size={15} />}
        onClick={() => setOpen('priority')}
      >
        {t('clock.priority')}
      </Button>
      {open === 'adjust' && <AdjustDialog task={task} onClose={close} />}
      {open === 'priority' && <PriorityDialog task={task} onClose={close} />}
    </Group>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Text component="h2" fw={600} size="sm" mb={6}>
        {title}
      </Text>
      {children}
    </section>
  );
}
