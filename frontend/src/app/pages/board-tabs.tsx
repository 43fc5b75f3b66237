import { t } from '@/shared/lib/i18n';
import { LinkTabs } from '@/shared/ui/link-tabs';

/** The work of a role now, and how it came to be shared out like this. */
export function BoardTabs({ role }: { role: string }) {
  const query = role ? `?role=${encodeURIComponent(role)}` : '';
  return (
    <LinkTabs
      label={t('board.tabs')}
      tabs={[
        { to: `/board${query}`, label: t('board.board') },
        { to: `/board/turns${query}`, label: t('board.turns') },
      ]}
    />
  );
}
