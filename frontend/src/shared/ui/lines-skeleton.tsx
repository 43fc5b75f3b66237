import { Skeleton, Stack } from '@mantine/core';

/** In the place of a few lines of text. */
export function LinesSkeleton() {
  return (
    <Stack gap="sm" aria-busy>
      {[90, 70, 80, 55].map((width) => (
        <Skeleton key={width} height={14} width={`${width}%`} />
      ))}
    </Stack>
  );
}
