import { Anchor, Button, Group, Skeleton } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { QueryView } from '@/shared/ui/query-view';

import { useCause } from '../api/use-cause';
import {
  NO_WORKFLOW,
  mayAct,
  unroutedHref,
  type Cause,
  type LetterState,
  type Service,
} from '../failed-work';
import { CauseFacts } from './cause-facts';
import { StateFilter } from './failed-work-filters';
import { LetterList } from './letter-list';
import { RetryCauseDialog } from './retry-cause-dialog';

interface CauseViewProps {
  service: Service;
  cause: string;
  state: LetterState;
  search: string;
  onStateChange: (state: LetterState) => void;
}

/** One cause and its letters in `state`; the open ones can be sent again together. */
export function CauseView({ service, cause, state, search, onStateChange }: CauseViewProps) {
  const facts = useCause(service, cause, state);
  const session = useSession();

  return (
    <>
      <Group justify="space-between" mb="md">
        <StateFilter state={state} onChange={onStateChange} />
        <Group gap="sm">
          {facts.data?.code === NO_WORKFLOW && (
            <Anchor component={Link} to={unroutedHref('')} size="sm">
              {t('failedWork.waiting')}
            </Anchor>
          )}
          {state === 'open' && facts.data && mayAct(session) && <RetryAll cause={facts.data} />}
        </Group>
      </Group>
      <QueryView query={facts} skeleton={<Skeleton height={220} mb="md" radius="lg" />}>
        {(found) => found && <CauseFacts cause={found} />}
      </QueryView>
      {!facts.isError && (
        <LetterList service={service} cause={cause} state={state} search={search} />
      )}
    </>
  );
}

function RetryAll({ cause }: { cause: Cause }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button leftSection={<IconRefresh size={16} />} onClick={() => setAsking(true)}>
        {t('failedWork.retryAll')}
      </Button>
      {asking && <RetryCauseDialog cause={cause} onClose={() => setAsking(false)} />}
    </>
  );
}
