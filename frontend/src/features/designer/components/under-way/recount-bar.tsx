import { useState } from 'react';

import {
  isRecounting,
  useCancelRecount,
  useNewestRecount,
  type Recount,
} from '@/features/designer/api/use-recounts';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';

import { tallyOf, UnderWayBar, Word } from './under-way-bar';

function toldOf({ status, done = 0, total, changed = 0, breached = 0 }: Recount): string {
  const late = breached > 0 ? [t('underWay.late', { count: breached })] : [];
  const facts = [tallyOf(done, total), t('underWay.changed', { count: changed }), ...late];
  const stopped = status === 'cancelled' ? [t('underWay.recountCancelled')] : [];
  return [...stopped, facts.join(', ')].join(' ');
}

/** Due times that follow the published version, as long as they do, and how that ended. */
export function RecountBar() {
  const { workflowId, readOnly } = useDesigner();
  const newest = useNewestRecount(workflowId).data;
  const cancel = useCancelRecount(workflowId);
  const [seen, setSeen] = useState<number | null>(null);
  const [hidden, setHidden] = useState<number | null>(null);
  if (!newest) return null;

  const open = isRecounting(newest);
  if (open && seen !== newest.id) setSeen(newest.id);
  if (!open && (seen !== newest.id || hidden === newest.id)) return null;
  return (
    <UnderWayBar
      title={t(open ? 'underWay.recount' : 'underWay.recounted')}
      told={toldOf(newest)}
      done={newest.done ?? 0}
      total={newest.total}
      waits={!open}
    >
      {open && !readOnly && (
        <Word
          pending={cancel.isPending}
          onClick={() => cancel.mutate(newest.id, { onError: showFailure })}
        >
          {t('underWay.stop')}
        </Word>
      )}
      {!open && <Word onClick={() => setHidden(newest.id)}>{t('underWay.hide')}</Word>}
    </UnderWayBar>
  );
}
