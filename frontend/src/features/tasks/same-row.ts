interface RowProps {
  position?: { index: number; count: number } | null;
}

/** Whether a row would look as before: scrolling must not draw again what only moved. */
export function isSameRow<Props extends RowProps>(before: Props, after: Props): boolean {
  const { position: was, ...rest } = before;
  const { position: is, ...others } = after;
  const names = Object.keys(others) as (keyof typeof others)[];
  return (
    was?.index === is?.index &&
    was?.count === is?.count &&
    names.every((name) => Object.is(rest[name], others[name]))
  );
}
