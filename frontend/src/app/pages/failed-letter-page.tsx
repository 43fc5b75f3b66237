import { useParams } from 'react-router';

import { useLetter } from '@/features/failed-work/api/use-letter';
import { LetterView } from '@/features/failed-work/components/letter-view';
import { causeHref, readService, type Service } from '@/features/failed-work/failed-work';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';
import { QueryView } from '@/shared/ui/query-view';

import { NotFoundPage } from './not-found-page';

export function FailedLetterPage() {
  const { service: word, letterId } = useParams();
  const service = readService(word);
  const id = Number(letterId);
  if (!service || !Number.isSafeInteger(id)) return <NotFoundPage />;
  return <LetterPage service={service} id={id} />;
}

function LetterPage({ service, id }: { service: Service; id: number }) {
  const letter = useLetter(service, id);
  return (
    <QueryView query={letter} wholePage>
      {(data) => (
        <Page
          title={t('failedWork.letter', { id })}
          back={{
            to: causeHref(service, data.cause, data.state),
            label: t('failedWork.cause'),
          }}
        >
          <LetterView service={service} letter={data} />
        </Page>
      )}
    </QueryView>
  );
}
