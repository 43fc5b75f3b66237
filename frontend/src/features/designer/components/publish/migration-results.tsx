import { Anchor, ScrollArea, Table } from '@mantine/core';
import { Link } from 'react-router';

import { useMigrationResults, type Migration } from '@/features/designer/api/use-migrations';
import { t, tWord } from '@/shared/lib/i18n';
import { QueryView } from '@/shared/ui/query-view';

/** What became of each ticket. */
export function MigrationResults({ migration }: { migration: Migration }) {
  const results = useMigrationResults(migration);
  return (
    <QueryView query={results}>
      {({ results: rows }) => (
        <ScrollArea.Autosize mah={260} viewportProps={{ tabIndex: 0 }}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('designer.migration.ticket')}</Table.Th>
                <Table.Th>{t('designer.migration.outcome')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.task_id}>
                  <Table.Td>
                    <Anchor
                      component={Link}
                      to={`/tasks/${row.task_id}`}
                      size="sm"
                      underline="always"
                    >
                      {row.number}
                    </Anchor>{' '}
                    {row.title}
                  </Table.Td>
                  <Table.Td>
                    {[tWord('designer.migration.result', row.status), row.reason]
                      .filter(Boolean)
                      .join(': ')}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
    </QueryView>
  );
}
