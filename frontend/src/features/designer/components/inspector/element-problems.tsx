import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import type { ElementRef } from '@/features/designer/document/elements';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { problemInWords } from '@/shared/lib/i18n/server-words';

/** What is wrong with the element that is inspected, and how to put it right. */
export function ElementProblems({ element }: { element: ElementRef }) {
  const { problems } = useDesigner();
  const own = problems.filter((problem) => problem.element === element);
  if (own.length === 0) return null;
  return (
    <Stack gap={6}>
      {own.map(problemInWords).map((problem) => (
        <Alert
          key={problem.code + problem.message}
          role="group"
          color={problem.severity === 'error' ? 'red' : 'yellow'}
          icon={<IconAlertTriangle size={16} />}
          title={problem.message}
          p="xs"
        >
          <Text size="xs">{problem.how_to_fix}</Text>
        </Alert>
      ))}
    </Stack>
  );
}
