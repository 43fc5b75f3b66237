import { useSearchParams } from 'react-router';

import { RegistrationFilters } from '@/features/registrations/components/registration-filters';
import { RegistrationList } from '@/features/registrations/components/registration-list';
import { readFilter, writeFilter } from '@/features/registrations/registrations';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';

import { PeopleTabs } from './people-tabs';

export function RegistrationsPage() {
  const [params, setParams] = useSearchParams();
  const filter = readFilter(params);
  return (
    <Page title={t('nav.registrations')}>
      <PeopleTabs />
      <RegistrationFilters
        filter={filter}
        onChange={(next) => setParams(writeFilter(next), { replace: true })}
      />
      <RegistrationList filter={filter} />
    </Page>
  );
}
