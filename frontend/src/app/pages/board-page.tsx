import { IconUsersGroup } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';

import { useShownRole } from '@/features/board/api/use-shown-role';
import { BoardView } from '@/features/board/components/board-view';
import { TeamSelect } from '@/features/board/components/team-select';
import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { LinesSkeleton } from '@/shared/ui/lines-skeleton';
import { Page } from '@/shared/ui/page';

import { BoardTabs } from './board-tabs';

export function BoardPage() {
  const [params, setParams] = useSearchParams();
  const { role, pending } = useShownRole(params.get('role') ?? '');
  return (
    <Page
      title={t('nav.board')}
      actions={<TeamSelect role={role} onChange={(name) => setParams({ role: name })} />}
    >
      <BoardTabs role={role} />
      {pending ? (
        <LinesSkeleton />
      ) : role ? (
        <BoardView key={role} role={role} />
      ) : (
        <EmptyState icon={IconUsersGroup} title={t('board.noRole')} hint={t('board.noRoleHint')} />
      )}
    </Page>
  );
}
