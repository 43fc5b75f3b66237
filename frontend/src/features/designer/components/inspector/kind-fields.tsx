import { Autocomplete } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { useOperations } from '@/features/designer/api/use-operations';
import { DurationInput } from './duration-input';
import { Group } from './group';
import { MappingFields } from './mapping-fields';
import type { StepFieldsProps } from './step-inspector';

/** What only steps of this kind have. */
export function KindFields(props: StepFieldsProps) {
  if (props.step.kind === 'integration') return <IntegrationFields {...props} />;
  if (props.step.kind === 'wait') return <WaitFields {...props} />;
  return null;
}

function IntegrationFields({ step, set, readOnly }: StepFieldsProps) {
  const operations = useOperations().data ?? [];
  return (
    <Group title={t('designer.step.call')}>
      <Autocomplete
        label={t('designer.step.operation')}
        data={operations}
        value={step.operation}
        maxLength={80}
        readOnly={readOnly}
        onChange={(operation) => set({ operation })}
      />
      <MappingFields
        mapping={step.mapping}
        readOnly={readOnly}
        onChange={(mapping) => set({ mapping })}
      />
    </Group>
  );
}

function WaitFields({ step, set, readOnly }: StepFieldsProps) {
  return (
    <Group title={t('designer.step.waiting')}>
      <DurationInput
        label={t('designer.step.waitFor')}
        value={step.wait_seconds}
        readOnly={readOnly}
        onChange={(seconds) => set({ wait_seconds: seconds })}
      />
    </Group>
  );
}
