import { SimpleGrid } from '@mantine/core';

import type { components } from '@/api/workflow';
import { t, tWord } from '@/shared/lib/i18n';
import { formatDuration, parseDuration } from '@/shared/lib/time';
import card from '@/shared/ui/card.module.css';
import { FactList } from '@/shared/ui/fact-list';
import { PriorityMark } from '@/shared/ui/priority-mark';

type Workflow = components['schemas']['WorkflowOutput'];

function inWords(duration: string | null): string | null {
  const seconds = duration === null ? null : parseDuration(duration);
  return seconds === null ? duration : formatDuration(seconds);
}

export function WorkflowFacts({ workflow }: { workflow: Workflow }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <div className={card.card} style={{ padding: '8px 16px' }}>
        <FactList
          facts={[
            { label: t('workflow.category'), value: workflow.category },
            { label: t('workflow.subCategory'), value: workflow.sub_category },
            {
              label: t('workflow.department'),
              value: workflow.department || t('workflow.anyDepartment'),
            },
            { label: t('workflow.endLogic'), value: tWord('workflow.end', workflow.end_logic) },
            { label: t('workflow.coordinator'), value: workflow.coordinator_role },
          ]}
        />
      </div>
      <div className={card.card} style={{ padding: '8px 16px' }}>
        <FactList
          facts={[
            { label: <PriorityMark priority="urgent" />, value: inWords(workflow.urgent_sla) },
            { label: <PriorityMark priority="high" />, value: inWords(workflow.high_sla) },
            { label: <PriorityMark priority="medium" />, value: inWords(workflow.medium_sla) },
            { label: <PriorityMark priority="low" />, value: inWords(workflow.low_sla) },
          ]}
        />
      </div>
    </SimpleGrid>
  );
}
