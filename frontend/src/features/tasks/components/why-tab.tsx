import { List, Stack, Text } from '@mantine/core';

import type { components } from '@/api/workflow';
import { t, readable } from '@/shared/lib/i18n';
import { QueryView } from '@/shared/ui/query-view';
import { RelativeTime } from '@/shared/ui/relative-time';

import { useExplanation } from '../api/use-explanation';
import type { TaskDetail } from '../task';
import classes from './tabs.module.css';

type Decision = components['schemas']['DecisionOutput'];

/** The automatic decisions about a task: why this workflow, why these people, who was passed over. */
export function WhyTab({ task }: { task: TaskDetail }) {
  const explanation = useExplanation(String(task.task_id));
  const stepName = (key: string) => task.steps.find((step) => step.key === key)?.name ?? key;

  return (
    <QueryView query={explanation}>
      {({ why_workflow: whyWorkflow, decisions }) => (
        <Stack gap="md">
          <div>
            <Text component="h2" fw={600} size="sm" mb={4}>
              {t('why.workflow')}
            </Text>
            <Text size="sm">{whyWorkflow}</Text>
          </div>
          <div>
            <Text component="h2" fw={600} size="sm">
              {t('why.people')}
            </Text>
            {decisions.map((decision) => (
              <DecisionItem
                key={decision.at + decision.role + (decision.step ?? '')}
                decision={decision}
                subject={decision.step ? stepName(decision.step) : t('why.coordinator')}
              />
            ))}
          </div>
        </Stack>
      )}
    </QueryView>
  );
}

function DecisionItem({ decision, subject }: { decision: Decision; subject: string }) {
  const chosen = decision.chosen_name
    ? t('why.chosen', { name: decision.chosen_name })
    : t('why.nobody');
  return (
    <article className={classes.decision}>
      <strong>{subject}</strong>
      <span className={classes.quiet}>
        {decision.role} · {readable(decision.policy)} · <RelativeTime at={decision.at} />
      </span>
      <p className={classes.line}>
        {chosen}
        {decision.why && ` – ${decision.why}`}
      </p>
      <List size="xs" c="dimmed" spacing={2}>
        {decision.candidates.length > 0 && (
          <List.Item>
            {t('why.candidates', { names: decision.candidates.map(({ name }) => name).join(', ') })}
          </List.Item>
        )}
        {decision.skipped.map(({ user_id: id, name, reason }) => (
          <List.Item key={id}>{t('why.skipped', { name, reason })}</List.Item>
        ))}
      </List>
    </article>
  );
}
