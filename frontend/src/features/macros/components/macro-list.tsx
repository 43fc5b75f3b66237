import { Badge } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { QueryView } from '@/shared/ui/query-view';
import { Row, Rows, RowsSkeleton } from '@/shared/ui/rows';

import { useMacros } from '../api/use-macros';
import type { Macro } from '../macros';

export function MacroList() {
  const macros = useMacros();
  return (
    <QueryView query={macros} skeleton={<RowsSkeleton />}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState icon={IconBolt} title={t('macros.none')} hint={t('macros.noneHint')} />
        ) : (
          <Rows label={t('macros.title')}>
            {rows.map((macro) => (
              <MacroRow key={macro.id} macro={macro} />
            ))}
          </Rows>
        )
      }
    </QueryView>
  );
}

function MacroRow({ macro }: { macro: Macro }) {
  return (
    <Row
      title={macro.name}
      to={`/macros/${macro.id}`}
      badges={!macro.is_active && <Badge color="gray">{t('macros.off')}</Badge>}
      facts={[placeOf(macro), macro.description, t('macros.version', { version: macro.version })]}
    />
  );
}

function placeOf(macro: Macro): string {
  if (macro.scope === 'role') return t('macros.ofRole', { role: macro.role });
  if (macro.scope === 'personal' && !macro.mine) {
    return t('macros.ofPerson', { name: macro.owner_name });
  }
  return t(`macros.scope.${macro.scope}`);
}
