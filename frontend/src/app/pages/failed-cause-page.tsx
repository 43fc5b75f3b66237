import { useParams, useSearchParams } from 'react-router';

import { CauseView } from '@/features/failed-work/components/cause-view';
import { readFilter, readService, writeFilter } from '@/features/failed-work/failed-work';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';

import { NotFoundPage } from './not-found-page';

export function FailedCausePage() {
  const { service: word, cause = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const service = readService(word);
  const { state, search } = readFilter(params);
  if (!service) return <NotFoundPage />;

  return (
    <Page title={t('failedWork.cause')} back={{ to: '/failed-work', label: t('nav.failedWork') }}>
      <CauseView
        service={service}
        cause={cause}
        state={state}
        search={search}
        onStateChange={(next) =>
          setParams(writeFilter({ state: next, service: null, search }), { replace: true })
        }
      />
    </Page>
  );
}
