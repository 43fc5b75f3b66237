import { useNow } from '@/shared/hooks/use-now';
import { t, tWord } from '@/shared/lib/i18n';

import { piecesOf, type Clock } from '../clock';
import classes from './clock.module.css';

/** How the time of a task went: counting, paused, outside working hours. */
export function SegmentBar({ clock }: { clock: Clock }) {
  const now = useNow();
  const due = clock.deadline ? Date.parse(clock.deadline) : 0;
  const pieces = piecesOf(clock.stretches, Math.max(now, due));
  const kinds = [...new Set(clock.stretches.map(({ kind }) => kind))];

  return (
    <figure style={{ margin: 0 }} aria-label={t('clock.bar')}>
      <div className={classes.bar} aria-hidden>
        {pieces.map(({ kind, from, to }, index) => (
          <span
            key={index}
            className={classes.piece}
            data-kind={kind}
            style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
          />
        ))}
      </div>
      <ul className={classes.legend}>
        {kinds.map((kind) => (
          <li key={kind}>
            <span className={classes.mark} data-kind={kind} aria-hidden />
            {tWord('clock.legend', kind)}
          </li>
        ))}
      </ul>
    </figure>
  );
}
