import { Badge, Table, Text } from '@mantine/core';

import type { PublishEffect } from '@/features/designer/api/use-publish-effect';
import { t } from '@/shared/lib/i18n';

const COLORS = { stays: 'gray', same_step: 'teal', needs_mapping: 'yellow' } as const;

/** The tickets under way: publishing leaves them on their version. */
export function RunningTasks({ effect }: { effect: PublishEffect }) {
  const { count, steps } = effect.running;
  return (
    <div>
      <Text component="h3" size="sm" fw={620}>
        {t('designer.publish.running')}
      </Text>
      <Text size="sm" c="dimmed">
        {count === 0
          ? t('designer.publish.noneRunning')
          : t('designer.publish.runningStay', { count })}
      </Text>
      {steps.length > 0 && (
        <Table verticalSpacing={4} mt={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('designer.publish.step')}</Table.Th>
              <Table.Th ta="right">{t('designer.publish.count')}</Table.Th>
              <Table.Th>{t('designer.publish.ifMoved')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {steps.map((step) => (
              <Table.Tr key={step.key}>
                <Table.Td>{step.name}</Table.Td>
                <Table.Td ta="right">{step.count}</Table.Td>
                <Table.Td>
                  <Badge color={COLORS[step.verdict]}>
                    {t(`designer.publish.verdict.${step.verdict}`)}
                  </Badge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}
