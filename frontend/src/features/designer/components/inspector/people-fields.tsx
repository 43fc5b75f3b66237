import { NumberInput, Select } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { useDesigner } from '@/features/designer/hooks/designer-context';
import { Group } from './group';
import { RoleInput } from './role-input';
import type { StepFieldsProps } from './step-inspector';

const SAME_PERSON = 'same_person_as:';
const POLICIES = ['round_robin', 'least_loaded', 'manual'] as const;

/** Who does the step, and how one of them is chosen. */
export function PeopleFields({ step, set, readOnly }: StepFieldsProps) {
  const { design } = useDesigner().editing;
  const others = design.steps.filter(({ key }) => key !== step.key);
  const policies = [
    ...POLICIES.map((policy) => ({
      value: policy as string,
      label: t(`designer.policy.${policy}`),
    })),
    ...others.map(({ key, name }) => ({
      value: SAME_PERSON + key,
      label: t('designer.policy.samePerson', { step: name }),
    })),
  ];
  return (
    <Group title={t('designer.step.people')}>
      <RoleInput
        data-field="role"
        label={t('designer.step.role')}
        value={step.role}
        readOnly={readOnly}
        onChange={(role) => set({ role })}
      />
      <Select
        data-field="policy"
        label={t('designer.step.policy')}
        data={policies}
        value={step.policy}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(policy) => policy && set({ policy })}
      />
      {step.kind === 'approval' && (
        <NumberInput
          data-field="approvals_needed"
          label={t('designer.step.approvals')}
          value={step.approvals_needed}
          min={1}
          max={100}
          allowDecimal={false}
          readOnly={readOnly}
          onChange={(value) => set({ approvals_needed: Number(value) || 1 })}
        />
      )}
      <RoleInput
        data-field="escalate_to"
        label={t('designer.step.escalate')}
        description={t('designer.step.escalateHint')}
        value={step.escalate_to}
        readOnly={readOnly}
        onChange={(role) => set({ escalate_to: role })}
      />
    </Group>
  );
}
