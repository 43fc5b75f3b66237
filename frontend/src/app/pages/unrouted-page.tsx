import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'react-router';

import { UnroutedList } from '@/features/unrouted/components/unrouted-list';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';
import { SearchInput } from '@/shared/ui/search-input';

import { TriageTabs } from './triage-tabs';

export function UnroutedPage() {
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const snoozed = params.get('snoozed') === 'true';

  function show(next: { search: string; snoozed: boolean }) {
    const query = new URLSearchParams();
    if (next.search) query.set('search', next.search);
    if (next.snoozed) query.set('snoozed', 'true');
    setParams(query, { replace: true });
  }

  return (
    <Page
      title={t('nav.unrouted')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('triage.which')}
            value={snoozed ? 'snoozed' : 'due'}
            onChange={(value) => show({ search, snoozed: value === 'snoozed' })}
            data={[
              { value: 'due', label: t('triage.due') },
              { value: 'snoozed', label: t('triage.snoozed') },
            ]}
          />
          <SearchInput
            label={t('unrouted.search')}
            value={search}
            onSearch={(text) => show({ search: text, snoozed })}
          />
        </>
      }
    >
      <TriageTabs />
      <UnroutedList search={search} snoozed={snoozed} />
    </Page>
  );
}
