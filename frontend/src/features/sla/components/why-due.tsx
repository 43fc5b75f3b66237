import { Text } from '@mantine/core';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { whyDue } from '@/shared/lib/why-due';

import type { Clock } from '../clock';

/** The due time with its reasons in one sentence. */
export function WhyDue({ clock }: { clock: Clock }) {
  return <Text size="sm">{whyDue(clock, useFormatAbsolute())}</Text>;
}
