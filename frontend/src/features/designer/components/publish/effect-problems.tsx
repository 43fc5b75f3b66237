import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';

import type { PublishEffect } from '@/features/designer/api/use-publish-effect';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t } from '@/shared/lib/i18n';
import { problemInWords } from '@/shared/lib/i18n/server-words';

import { SeverityIcon } from '../problems-panel';

interface EffectProblemsProps {
  effect: PublishEffect;
  /** An element was brought into view behind the dialog. */
  onShown: () => void;
}

/** What is wrong with the draft, and who else wants the same tickets. */
export function EffectProblems({ effect, onShown }: EffectProblemsProps) {
  const { show } = useDesigner();
  return (
    <Stack gap="xs">
      {effect.competes_with.length > 0 && (
        <Alert
          color="yellow"
          icon={<IconAlertTriangle size={18} />}
          title={t('designer.publish.competes')}
        >
          {effect.competes_with.map(({ id, name }) => (
            <Anchor key={id} component={Link} to={`/workflows/${id}`} display="block">
              {name}
            </Anchor>
          ))}
        </Alert>
      )}
      <div>
        <Text component="h3" size="sm" fw={620}>
          {t('designer.problems')}
        </Text>
        {effect.problems.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('designer.noProblems')}
          </Text>
        )}
        {effect.problems.map(problemInWords).map((problem) => (
          <Anchor
            key={problem.code + problem.element + problem.message}
            component="button"
            type="button"
            c="inherit"
            size="sm"
            style={{ display: 'flex', gap: 8, padding: '3px 0', textAlign: 'left' }}
            onClick={() => {
              show(problem.element, problem.field);
              onShown();
            }}
          >
            <SeverityIcon severity={problem.severity} />
            {problem.message}. {problem.how_to_fix}.
          </Anchor>
        ))}
      </div>
    </Stack>
  );
}
