import { Skeleton, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';

import type { components } from '@/api/workflow';
import { t, tWord } from '@/shared/lib/i18n';
import { QueryView } from '@/shared/ui/query-view';

type Rule = components['schemas']['CreatedRuleOutput'];

/** What a rule would take now and what it would have taken, before it is made. */
export function RulePreview({ query }: { query: UseQueryResult<Rule> }) {
  return (
    <QueryView query={query} skeleton={<Skeleton height={44} aria-busy />}>
      {(rule) => (
        <div role="status">
          <Text size="sm">
            {t('triage.wouldTake', { count: rule.waiting, numbers: rule.sample.join(', ') })}
          </Text>
          <Text size="sm" c="dimmed">
            {t('triage.more30', { count: rule.volume })}
          </Text>
          {rule.others.length > 0 && (
            <Text size="sm" c="dimmed">
              {t('triage.others')}{' '}
              {rule.others
                .map((one) => `${one.name} (${tWord('workflow.status', one.status ?? 'draft')})`)
                .join(', ')}
            </Text>
          )}
        </div>
      )}
    </QueryView>
  );
}
