import { Select, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { useOperations, type Operation } from '@/features/designer/api/use-operations';
import { Group } from './group';
import { MappingFields } from './mapping-fields';
import type { StepFieldsProps } from './step-inspector';

const NONE: Operation[] = [];

/** The operations of each system; one that nobody knows any more can still be seen. */
function optionsOf(operations: readonly Operation[], chosen: string) {
  const known = operations.map(({ id, system }) => ({ id, system }));
  const systems = [...new Set(known.map(({ system }) => system))].map((system) => ({
    group: system.toUpperCase(),
    items: known.filter((each) => each.system === system).map(({ id }) => id),
  }));
  const lost = chosen !== '' && !known.some(({ id }) => id === chosen);
  if (!lost) return systems;
  return [{ value: chosen, label: t('mapping.unknownOperation', { id: chosen }) }, ...systems];
}

/** Which operation of another system the step calls, and what fills its request. */
export function IntegrationFields({ step, set, readOnly }: StepFieldsProps) {
  const operations = useOperations();
  const offered = operations.data ?? NONE;
  const operation = offered.find(({ id }) => id === step.operation);
  return (
    <Group title={t('designer.step.call')}>
      <Select
        data-field="operation"
        label={t('designer.step.operation')}
        required
        searchable
        data={optionsOf(offered, step.operation)}
        value={step.operation || null}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(id) => id && set({ operation: id })}
      />
      {operations.isError && (
        <Text size="xs" c="red" role="alert">
          {t('mapping.loading')}
        </Text>
      )}
      <MappingFields
        fields={operation?.fields ?? []}
        mapping={step.mapping}
        element={step.key}
        readOnly={readOnly}
        onChange={(mapping) => set({ mapping })}
      />
    </Group>
  );
}
