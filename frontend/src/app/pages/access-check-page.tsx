import { useSearchParams } from 'react-router';

import { readQuestion, writeQuestion } from '@/features/access-check/access-check';
import { AccessAnswer } from '@/features/access-check/components/access-answer';
import { AccessQuestion } from '@/features/access-check/components/access-question';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';
import { Section } from '@/shared/ui/section';

export function AccessCheckPage() {
  const [params, setParams] = useSearchParams();
  const question = readQuestion(params);
  return (
    <Page title={t('nav.accessCheck')} narrow>
      <Section title={t('accessCheck.title')} hint={t('accessCheck.hint')}>
        <AccessQuestion
          question={question}
          onChange={(next) => setParams(writeQuestion(next), { replace: true })}
        />
        <AccessAnswer question={question} />
      </Section>
    </Page>
  );
}
