import { lazy, Suspense } from 'react';

import type { PaletteProps } from './palette';

const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }));

/** The palette, whose script is fetched when it is first opened. */
export function LazyPalette(props: PaletteProps) {
  if (!props.opened) return null;
  return (
    <Suspense>
      <Palette {...props} />
    </Suspense>
  );
}
