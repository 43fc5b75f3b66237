import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';

import { TicketList } from '@/features/portal/components/ticket-list';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';

export function MyTicketsPage() {
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const openOnly = params.get('show') === 'open';

  function change(name: string, value: string) {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  }
  const searchLater = useDebouncedCallback((text: string) => change('search', text), 250);

  return (
    <Page
      title={t('nav.myTickets')}
      actions={
        <Button component={Link} to="/portal/submit" leftSection={<IconPlus size={16} />}>
          {t('nav.submit')}
        </Button>
      }
    >
      <Group mb="md" gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={t('myTickets.show')}
          value={openOnly ? 'open' : 'all'}
          onChange={(value) => change('show', value === 'open' ? 'open' : '')}
          data={[
            { value: 'all', label: t('myTickets.all') },
            { value: 'open', label: t('myTickets.open') },
          ]}
        />
        <TextInput
          type="search"
          size="xs"
          flex={1}
          maw={340}
          aria-label={t('myTickets.search')}
          placeholder={t('myTickets.search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          defaultValue={search}
          onChange={(event) => searchLater(event.currentTarget.value.trim())}
        />
      </Group>
      <TicketList search={search} openOnly={openOnly} />
    </Page>
  );
}
