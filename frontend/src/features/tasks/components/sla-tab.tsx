import { Progress, Stack, Text } from '@mantine/core';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { useNow } from '@/shared/hooks/use-now';
import { t, tWord } from '@/shared/lib/i18n';
import { formatDuration, secondsUntil } from '@/shared/lib/time';
import { FactList } from '@/shared/ui/fact-list';
import { QueryView } from '@/shared/ui/query-view';
import { RelativeTime } from '@/shared/ui/relative-time';
import { SlaChip } from '@/shared/ui/sla-chip';

import { useSla } from '../api/use-sla';
import { slaOf } from '../sla-of';
import type { Task } from '../task';
import classes from './tabs.module.css';

export function SlaTab({ task }: { task: Task }) {
  const sla = useSla(String(task.task_id));
  const absolute = useFormatAbsolute();
  return (
    <QueryView query={sla}>
      {(clock) => (
        <Stack gap="md">
          <Budget used={clock.used_seconds} target={clock.target_seconds} state={clock.state} />
          <FactList
            facts={[
              { label: t('sla.state'), value: <SlaChip {...slaOf(task)} /> },
              {
                label: t('sla.deadline'),
                value: task.sla_deadline && absolute(task.sla_deadline),
              },
              {
                label: t('sla.stepDeadline'),
                value: task.step_deadline && absolute(task.step_deadline),
              },
            ]}
          />
          <div>
            <Text component="h2" fw={600} size="sm" mb={6}>
              {t('sla.ledger')}
            </Text>
            <ol className={classes.ledger}>
              {clock.segments.map((segment) => (
                <li key={segment.started_at + segment.kind} data-kind={segment.kind}>
                  <strong>{tWord('sla.segment', segment.kind)}</strong>{' '}
                  {segment.reason && <span>{segment.reason} </span>}
                  <span className={classes.quiet}>
                    {segment.actor_name && `${segment.actor_name} · `}
                    <RelativeTime at={segment.started_at} />
                    {' · '}
                    <Length segment={segment} />
                  </span>
                </li>
              ))}
            </ol>
          </div>
        </Stack>
      )}
    </QueryView>
  );
}

interface Segment {
  started_at: string;
  ended_at?: string | null;
}

function Length({ segment }: { segment: Segment }) {
  const now = useNow();
  const end = segment.ended_at ? Date.parse(segment.ended_at) : now;
  return formatDuration(-secondsUntil(segment.started_at, end));
}

interface BudgetProps {
  used: number;
  target: number | null;
  state: string;
}

function Budget({ used, target, state }: BudgetProps) {
  if (!target) return <Text size="sm">{t('sla.noDeadline')}</Text>;
  const share = Math.min(100, (used / target) * 100);
  const color = state === 'breached' ? 'red' : share >= 75 ? 'orange' : 'azure';
  return (
    <div>
      <Progress value={share} color={color} size="lg" aria-label={t('sla.used')} />
      <Text size="xs" c="dimmed" mt={4}>
        {t('sla.usedOf', { used: formatDuration(used), budget: formatDuration(target) })}
      </Text>
    </div>
  );
}
