import { Alert, Button, Group, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { t } from '@/shared/lib/i18n';

interface UnderWayBarProps {
  title: string;
  /** How far it is, in words. */
  told: string;
  done: number;
  total: number;
  /** It waits for a word and goes on by none. */
  waits?: boolean;
  children?: ReactNode;
}

/** Something that goes on behind the draft: what, how far, and what can be said about it. */
export function UnderWayBar({ title, told, done, total, waits, children }: UnderWayBarProps) {
  return (
    <Alert
      radius={0}
      p="xs"
      color={waits ? 'yellow' : 'azure'}
      title={title}
      role="group"
      aria-label={title}
    >
      <Progress
        value={total > 0 ? (100 * done) / total : 0}
        animated={!waits}
        size="sm"
        aria-label={title}
      />
      <Group gap="xs" mt={6} justify="space-between">
        <Text size="sm" role="status">
          {told}
        </Text>
        <Group gap="xs">{children}</Group>
      </Group>
    </Alert>
  );
}

interface WordProps {
  children: ReactNode;
  pending?: boolean;
  primary?: boolean;
  onClick: () => void;
}

/** A button in such a bar. */
export function Word({ children, pending, primary, onClick }: WordProps) {
  return (
    <Button
      size="compact-sm"
      variant={primary ? 'filled' : 'default'}
      loading={pending}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

/** `12 of 40 tickets`. */
export function tallyOf(done: number, total: number): string {
  return t('underWay.tasks', { done, total });
}
