import { Stack, Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';

/** Fields that belong together, under a small heading. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Stack gap="xs" role="group" aria-labelledby={id}>
      <Text component="h3" id={id} size="xs" fw={650} c="dimmed" mt={6}>
        {title}
      </Text>
      {children}
    </Stack>
  );
}
