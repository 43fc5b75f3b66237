import { Text } from '@mantine/core';
import { useId } from 'react';

import { t } from '@/shared/lib/i18n';

import classes from './load-bars.module.css';

interface LoadBarsProps {
  title: string;
  rows: { id: string; name: string; before: number; after: number }[];
}

/** Two bars a row, before and after, with their figures. */
export function LoadBars({ title, rows }: LoadBarsProps) {
  const id = useId();
  if (rows.length === 0) return null;
  const most = Math.max(1, ...rows.flatMap(({ before, after }) => [before, after]));
  const width = (count: number) => ({ width: `${(100 * count) / most}%` });
  return (
    <div>
      <Text component="h3" size="sm" fw={620} id={id}>
        {title}
      </Text>
      <ul className={classes.rows} aria-labelledby={id}>
        {rows.map((row) => (
          <li key={row.id}>
            <span className={classes.name}>{row.name}</span>
            <span className={classes.figures}>
              {t('designer.replay.beforeAfter', { before: row.before, after: row.after })}
            </span>
            <span className={classes.bars} aria-hidden>
              <span className={classes.before} style={width(row.before)} />
              <span className={classes.after} style={width(row.after)} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
