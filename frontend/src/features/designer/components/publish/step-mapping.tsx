import { Select, Table } from '@mantine/core';

import type { components } from '@/api/workflow';
import { useFrozen } from '@/features/designer/api/use-frozen';
import { stepOf } from '@/features/designer/document/design';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t } from '@/shared/lib/i18n';

type Verdict = components['schemas']['MigrationVerdictOutput'];

interface StepMappingProps {
  toVersion: number;
  tasks: readonly Verdict[];
  mapping: Record<string, string>;
  onChange: (mapping: Record<string, string>) => void;
}

/** Where tickets of a step go on by themselves; null while somebody has to choose. */
function arrivalOf(tasks: readonly Verdict[], step: string): string | null {
  return tasks.find((task) => task.from_step === step && task.to_step)?.to_step ?? null;
}

/** Where the tickets of each old step go on; the step of the same key unless another is chosen. */
export function StepMapping({ toVersion, tasks, mapping, onChange }: StepMappingProps) {
  const { editing, workflowId } = useDesigner();
  const steps = useFrozen(workflowId, toVersion, editing.design)?.steps ?? [];
  const data = steps.map(({ key, name }) => ({ value: key, label: name }));
  const olds = new Map(tasks.map((task) => [task.from_step, task.from_version]));

  if (olds.size === 0) return null;
  return (
    <Table verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('designer.migration.from')}</Table.Th>
          <Table.Th>{t('designer.migration.to')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {[...olds].map(([key, version]) => (
          <MappedStep
            key={key}
            step={key}
            version={version}
            data={data}
            value={mapping[key] ?? arrivalOf(tasks, key)}
            onChange={(step) => onChange({ ...mapping, [key]: step })}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface MappedStepProps {
  step: string;
  /** One that has the step: the newer ones may have lost it. */
  version: number;
  data: { value: string; label: string }[];
  value: string | null;
  onChange: (step: string) => void;
}

function MappedStep({ step, version, data, value, onChange }: MappedStepProps) {
  const { editing, workflowId } = useDesigner();
  const old = useFrozen(workflowId, version, editing.design);
  const name = (old && stepOf(old, step)?.name) ?? step;
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td>
        <Select
          aria-label={t('designer.migration.goesOnAt', { step: name })}
          placeholder={t('designer.migration.choose')}
          data={data}
          value={value}
          onChange={(chosen) => chosen && onChange(chosen)}
        />
      </Table.Td>
    </Table.Tr>
  );
}
