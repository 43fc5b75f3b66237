import { Code } from '@mantine/core';

import classes from './json-block.module.css';

interface JsonBlockProps {
  label: string;
  value: unknown;
}

/** JSON to read; reachable by keyboard because it may scroll. */
export function JsonBlock({ label, value }: JsonBlockProps) {
  return (
    <Code block className={classes.json} tabIndex={0} role="region" aria-label={label}>
      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
    </Code>
  );
}
