import { NativeSelect } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import type { NewRule } from '../api/settling';
import { useDeployedWorkflows } from '../api/use-deployed-workflows';
import { useTemplates } from '../api/use-templates';

const TEMPLATE = 'template:';

/** What the draft begins with, as the choice of `BeginWith` says it. */
export function beginningOf(choice: string): Pick<NewRule, 'template' | 'workflow_id'> {
  if (choice.startsWith(TEMPLATE)) return { template: choice.slice(TEMPLATE.length) };
  return { workflow_id: choice ? Number(choice) : null };
}

/** Steps to begin with: none, those of a template, or a copy of a workflow's. */
export function BeginWith() {
  const templates = useTemplates().data ?? [];
  const workflows = useDeployedWorkflows().data ?? [];
  return (
    <NativeSelect
      name="begin"
      label={t('beginWith.label')}
      data={[
        { value: '', label: t('beginWith.empty') },
        {
          group: t('beginWith.templates'),
          items: templates.map(({ key, name }) => ({ value: TEMPLATE + key, label: name })),
        },
        {
          group: t('beginWith.workflows'),
          items: workflows.map((one) => ({ value: String(one.workflow_id), label: one.name })),
        },
      ]}
    />
  );
}
