import { Stack, Text, ThemeIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: Icon;
  title: string;
  /** What the person can do about it. */
  hint?: string;
  action?: ReactNode;
  /** It is all there is on the page, so its title is the page's heading. */
  wholePage?: boolean;
}

export function EmptyState({
  icon: IconComponent,
  title,
  hint,
  action,
  wholePage = false,
}: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" p="xl" maw={380} mx="auto" ta="center">
      <ThemeIcon size={52} radius="xl" variant="light" color="gray" aria-hidden>
        <IconComponent size={26} stroke={1.5} />
      </ThemeIcon>
      <Text component={wholePage ? 'h1' : 'p'} fw={600}>
        {title}
      </Text>
      {hint && (
        <Text c="dimmed" size="sm">
          {hint}
        </Text>
      )}
      {action}
    </Stack>
  );
}
