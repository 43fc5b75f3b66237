import type { ReactNode } from 'react';

import classes from './fact-list.module.css';

export interface Fact {
  label: ReactNode;
  value: ReactNode;
}

/** Names and values in two columns; facts without a value are left out. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ label, value }, index) => (
          <div key={index} className={classes.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
