import { t } from '@/shared/lib/i18n';

import { DurationInput } from './duration-input';
import { Group } from './group';
import { IntegrationFields } from './integration-fields';
import type { StepFieldsProps } from './step-inspector';

/** What only steps of this kind have. */
export function KindFields(props: StepFieldsProps) {
  if (props.step.kind === 'integration') return <IntegrationFields {...props} />;
  if (props.step.kind === 'wait') return <WaitFields {...props} />;
  return null;
}

function WaitFields({ step, set, readOnly }: StepFieldsProps) {
  return (
    <Group title={t('designer.step.waiting')}>
      <DurationInput
        data-field="wait_seconds"
        label={t('designer.step.waitFor')}
        value={step.wait_seconds}
        readOnly={readOnly}
        onChange={(seconds) => set({ wait_seconds: seconds })}
      />
    </Group>
  );
}
