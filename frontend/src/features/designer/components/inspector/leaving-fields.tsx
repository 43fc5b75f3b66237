import { Switch, TagsInput } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { TICKET_FIELDS } from '@/features/designer/document/conditions';
import { Group } from './group';
import { LinesInput } from './lines-input';
import type { StepFieldsProps } from './step-inspector';

/** What must be done before the step can be left. */
export function LeavingFields({ step, set, readOnly }: StepFieldsProps) {
  return (
    <Group title={t('designer.step.leaving')}>
      <LinesInput
        label={t('designer.step.checklist')}
        description={t('designer.onePerLine')}
        value={step.checklist}
        readOnly={readOnly}
        onChange={(checklist) => set({ checklist })}
      />
      <TagsInput
        label={t('designer.step.requiredFields')}
        description={t('designer.step.requiredFieldsHint')}
        data={[...TICKET_FIELDS]}
        value={step.required_fields}
        readOnly={readOnly}
        onChange={(fields) => set({ required_fields: fields })}
        clearButtonProps={{ 'aria-label': t('form.clear') }}
      />
      <Switch
        label={t('designer.step.comment')}
        checked={step.comment_required}
        disabled={readOnly}
        onChange={(event) => set({ comment_required: event.currentTarget.checked })}
      />
    </Group>
  );
}
