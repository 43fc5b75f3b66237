import { useMemo } from 'react';

import { t } from '@/shared/lib/i18n';

import { columnsOf, type Column } from './views';

/** The columns of a view with their headings; the same ones until something of them changes. */
export function useViewColumns(own: Column[] | undefined, proposed: Column[] | undefined) {
  return useMemo(
    () => columnsOf(own, proposed).map((one) => ({ ...one, label: t(`views.column.${one.name}`) })),
    [own, proposed],
  );
}
