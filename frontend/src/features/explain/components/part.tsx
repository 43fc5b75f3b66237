import type { ReactNode } from 'react';

import classes from './explain.module.css';

/** One question with its answer. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
