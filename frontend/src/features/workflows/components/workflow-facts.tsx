import type { components } from '@/api/workflow';
import { t, tWord } from '@/shared/lib/i18n';
import card from '@/shared/ui/card.module.css';
import { FactList } from '@/shared/ui/fact-list';

export function WorkflowFacts({ workflow }: { workflow: components['schemas']['WorkflowOutput'] }) {
  return (
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
          { label: t('priority.urgent'), value: workflow.urgent_sla },
          { label: t('priority.high'), value: workflow.high_sla },
          { label: t('priority.medium'), value: workflow.medium_sla },
          { label: t('priority.low'), value: workflow.low_sla },
        ]}
      />
    </div>
  );
}
