import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';

import { UnroutedList } from '@/features/unrouted/components/unrouted-list';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';

export function UnroutedPage() {
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const searchLater = useDebouncedCallback(
    (text: string) => setParams(text ? { search: text } : {}, { replace: true }),
    250,
  );

  return (
    <Page
      title={t('nav.unrouted')}
      actions={
        <TextInput
          type="search"
          aria-label={t('unrouted.search')}
          placeholder={t('unrouted.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={search}
          onChange={(event) => searchLater(event.currentTarget.value.trim())}
        />
      }
    >
      <UnroutedList search={search} />
    </Page>
  );
}
