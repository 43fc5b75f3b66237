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
  const target = useFrozen(workflowId, toVersion, editing.design);
  const steps = target?.steps ?? [];
  const olds = [...new Set(tasks.map(({ from_step: key }) => key))];
  const data = steps.map(({ key, name }) => ({ value: key, label: name }));
  const nameOf = (key: string) =>
    stepOf(editing.design, key)?.name ?? steps.find((step) => step.key === key)?.name ?? key;

  if (olds.length === 0) return null;
  return (
    <Table verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('designer.migration.from')}</Table.Th>
          <Table.Th>{t('designer.migration.to')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {olds.map((key) => (
          <Table.Tr key={key}>
            <Table.Td>{nameOf(key)}</Table.Td>
            <Table.Td>
              <Select
                aria-label={t('designer.migration.goesOnAt', { step: nameOf(key) })}
                placeholder={t('designer.migration.choose')}
                data={data}
                value={mapping[key] ?? arrivalOf(tasks, key)}
                onChange={(step) => step && onChange({ ...mapping, [key]: step })}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
