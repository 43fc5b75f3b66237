import { IconRotateClockwise2 } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';

import { useShownRole } from '@/features/board/api/use-shown-role';
import { TeamSelect } from '@/features/board/components/team-select';
import { TurnList } from '@/features/board/components/turn-list';
import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { LinesSkeleton } from '@/shared/ui/lines-skeleton';
import { Page } from '@/shared/ui/page';

import { BoardTabs } from './board-tabs';

export function TurnsPage() {
  const [params, setParams] = useSearchParams();
  const { role, pending } = useShownRole(params.get('role') ?? '');
  const cause = params.get('cause') ?? '';
  return (
    <Page
      title={t('board.turns')}
      actions={<TeamSelect role={role} onChange={(name) => setParams({ role: name })} />}
    >
      <BoardTabs role={role} />
      {pending ? (
        <LinesSkeleton />
      ) : role ? (
        <TurnList
          role={role}
          cause={cause}
          onCause={(next) => setParams(next ? { role, cause: next } : { role }, { replace: true })}
        />
      ) : (
        <EmptyState
          icon={IconRotateClockwise2}
          title={t('board.noRole')}
          hint={t('board.noTurnsHint')}
        />
      )}
    </Page>
  );
}
