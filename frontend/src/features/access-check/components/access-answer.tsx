import { Alert, List, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconHelpHexagon } from '@tabler/icons-react';

import { t, tWord } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { FactList } from '@/shared/ui/fact-list';
import { QueryView } from '@/shared/ui/query-view';

import type { Question, Verdict } from '../access-check';
import { useAccessCheck } from '../api/use-access-check';

/** Yes or no, and which roles make it so. */
export function AccessAnswer({ question }: { question: Question }) {
  const check = useAccessCheck(question);
  if (question.user === null || question.action === null) {
    return (
      <EmptyState
        icon={IconHelpHexagon}
        title={t('accessCheck.ask')}
        hint={t('accessCheck.askHint')}
      />
    );
  }
  return <QueryView query={check}>{(verdict) => <VerdictView verdict={verdict} />}</QueryView>;
}

function VerdictView({ verdict }: { verdict: Verdict }) {
  const { allowed } = verdict;
  const held = verdict.roles.map(({ system, role }) => `${role} (${system})`).join(', ');
  return (
    <>
      <Alert
        role="status"
        color={allowed ? 'teal' : 'red'}
        icon={allowed ? <IconCircleCheck size={20} /> : <IconCircleX size={20} />}
        title={t(allowed ? 'accessCheck.yes' : 'accessCheck.no')}
        mb="md"
      >
        {allowed && verdict.reach
          ? tWord('accessCheck.reach', verdict.reach)
          : verdict.missing || t('accessCheck.noRole')}
      </Alert>
      <FactList
        facts={[
          {
            label: t('accessCheck.because'),
            value: verdict.because.length > 0 ? <Because verdict={verdict} /> : null,
          },
          { label: t('accessCheck.needed'), value: verdict.needed.join(', ') },
          { label: t('accessCheck.held'), value: held || t('accounts.noRoles') },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('accessCheck.single')}
      </Text>
    </>
  );
}

function Because({ verdict }: { verdict: Verdict }) {
  return (
    <List size="sm" listStyleType="none">
      {verdict.because.map(({ role, reach }) => (
        <List.Item key={role}>
          {t('accessCheck.grants', { role, reach: tWord('accessCheck.reach', reach) })}
        </List.Item>
      ))}
    </List>
  );
}
