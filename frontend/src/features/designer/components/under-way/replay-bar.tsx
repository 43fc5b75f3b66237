import { isUnderWay, useCancelReplay, useNewestReplay } from '@/features/designer/api/use-replays';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';

import { tallyOf, UnderWayBar, Word } from './under-way-bar';

/** A replay that is still under way, wherever it was begun. */
export function ReplayBar({ onShow }: { onShow: () => void }) {
  const { workflowId, readOnly } = useDesigner();
  const newest = useNewestReplay(workflowId).data;
  const cancel = useCancelReplay(workflowId);
  if (!newest || !isUnderWay(newest)) return null;
  const { id, days, done = 0, total } = newest;
  return (
    <UnderWayBar
      title={t('underWay.replay', { days })}
      told={tallyOf(done, total)}
      done={done}
      total={total}
    >
      {!readOnly && (
        <Word
          pending={cancel.isPending}
          onClick={() => cancel.mutate(id, { onError: showFailure })}
        >
          {t('underWay.stop')}
        </Word>
      )}
      <Word onClick={onShow}>{t('underWay.show')}</Word>
    </UnderWayBar>
  );
}
