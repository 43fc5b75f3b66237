import { Button, Group, NativeSelect, Skeleton, Text } from '@mantine/core';
import { IconDownload, IconTableOptions } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { saveFile } from '@/shared/lib/save-file';
import { EmptyState } from '@/shared/ui/empty-state';
import { QueryView } from '@/shared/ui/query-view';
import { SearchInput } from '@/shared/ui/search-input';

import { useCoverage } from '../api/use-coverage';
import {
  matching,
  readFilter,
  rowsOf,
  toCsv,
  type Cell,
  type Coverage,
  type Only,
} from '../coverage';
import { CellDialog } from './cell-dialog';
import { Legend } from './cell-marks';
import { CoverageMatrix } from './coverage-matrix';

const ONLY: Only[] = ['gaps', 'overlaps', 'unpublished'];

/** The whole matrix with its filters, which stand in the address. */
export function CoverageView() {
  const coverage = useCoverage();
  return (
    <QueryView query={coverage} skeleton={<Skeleton height={320} radius="lg" aria-busy />}>
      {(found) => <Loaded coverage={found} />}
    </QueryView>
  );
}

function Loaded({ coverage }: { coverage: Coverage }) {
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<Cell | null>(null);
  const filter = readFilter(params);
  const all = rowsOf(coverage.cells);
  const rows = matching(all, filter);

  function set(name: string, value: string) {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  }

  if (all.length === 0) {
    return (
      <EmptyState
        icon={IconTableOptions}
        title={t('coverage.none')}
        hint={t('coverage.noneHint')}
      />
    );
  }
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('coverage.intro')}
      </Text>
      <Group gap="sm" mb="sm">
        <SearchInput
          label={t('coverage.search')}
          value={filter.search}
          onSearch={(text) => set('search', text)}
        />
        <NativeSelect
          size="xs"
          aria-label={t('coverage.show')}
          value={filter.only}
          onChange={(event) => set('only', event.currentTarget.value)}
          data={[
            { value: '', label: t('coverage.all') },
            ...ONLY.map((only) => ({ value: only, label: t(`coverage.only.${only}`) })),
          ]}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => saveFile('coverage.csv', toCsv(rows), 'text/csv')}
        >
          {t('coverage.export')}
        </Button>
      </Group>
      <Text size="sm" role="status" mb="xs">
        {t('coverage.count', { count: rows.length })} ·{' '}
        {t('coverage.gaps', { count: coverage.gaps })} ·{' '}
        {t('coverage.overlaps', { count: coverage.overlaps })}
      </Text>
      <Legend />
      {rows.length > 0 ? (
        <CoverageMatrix rows={rows} departments={coverage.departments} onOpen={setOpen} />
      ) : (
        <EmptyState
          icon={IconTableOptions}
          title={t('coverage.noneMatching')}
          hint={t('coverage.noneMatchingHint')}
        />
      )}
      {open && <CellDialog cell={open} onClose={() => setOpen(null)} />}
    </>
  );
}
