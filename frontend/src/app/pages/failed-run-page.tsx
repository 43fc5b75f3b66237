import { useParams } from 'react-router';

import { useRun } from '@/features/failed-work/api/use-run';
import { RunView } from '@/features/failed-work/components/run-view';
import { causeHref, readService, type Service } from '@/features/failed-work/failed-work';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';
import { QueryView } from '@/shared/ui/query-view';

import { NotFoundPage } from './not-found-page';

export function FailedRunPage() {
  const { service: word, runId } = useParams();
  const service = readService(word);
  const id = Number(runId);
  if (!service || !Number.isSafeInteger(id)) return <NotFoundPage />;
  return <RunPage service={service} id={id} />;
}

function RunPage({ service, id }: { service: Service; id: number }) {
  const run = useRun(service, id);
  return (
    <QueryView query={run} wholePage>
      {(data) => (
        <Page
          title={t('failedWork.run.title', { id })}
          back={{ to: causeHref(service, data.cause), label: t('failedWork.cause') }}
        >
          <RunView service={service} run={data} />
        </Page>
      )}
    </QueryView>
  );
}
