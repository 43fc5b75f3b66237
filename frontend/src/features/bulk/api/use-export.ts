import { useMutation } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';
import { saveFile } from '@/shared/lib/save-file';

import type { Chosen } from '../bulk';

type Wish = components['schemas']['ExportInputRequest'];
export type ExportColumns = Wish['columns'];

const wanted = (chosen: Chosen): Wish =>
  'filter' in chosen
    ? { filter: chosen.filter }
    : { task_ids: chosen.tasks.map(({ task_id }) => task_id) };

/** Save the chosen tasks as a file that spreadsheets open, with the columns on the screen. */
export function useExport() {
  return useMutation({
    mutationFn: async ({ chosen, columns }: { chosen: Chosen; columns?: ExportColumns }) => {
      const body = { ...wanted(chosen), ...(columns?.length && { columns }) };
      const text = await unwrap(workflowService.POST('/tasks/export/', { body, parseAs: 'text' }));
      saveFile(`tickets-${new Date().toISOString().slice(0, 10)}.csv`, text, 'text/csv');
    },
  });
}
