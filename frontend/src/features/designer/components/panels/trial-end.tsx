import { Alert, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconFlag } from '@tabler/icons-react';

import type { Simulation } from '@/features/designer/api/use-simulation';
import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t, tWord } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';

/** Where the ticket stands: its clock, who would have been told, and how it ended. */
export function TrialEnd({ way }: { way: Simulation }) {
  const absolute = useFormatAbsolute();
  return (
    <Stack gap="sm">
      {way.stuck && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t('designer.trial.stuck')}>
          {way.stuck}
        </Alert>
      )}
      {way.ended && (
        <Alert
          color="teal"
          icon={<IconFlag size={18} />}
          title={tWord('status', way.outcome ?? '')}
        >
          {way.end_action?.summary ?? t('designer.trial.noEndAction')}
        </Alert>
      )}
      <FactList
        facts={[
          {
            label: t('designer.trial.deadline'),
            value: way.deadline && absolute(way.deadline),
          },
          {
            label: t('designer.trial.atRisk'),
            value: way.at_risk_at && absolute(way.at_risk_at),
          },
          { label: t('workflow.coordinator'), value: way.coordinator?.name },
        ]}
      />
      <div>
        <Text component="h3" size="sm" fw={620}>
          {t('designer.trial.notices', { count: way.notices.length })}
        </Text>
        <List size="xs" mt={4}>
          {way.notices.map((notice, index) => (
            <List.Item key={index}>
              {t('designer.trial.notice', { to: notice.to, subject: notice.subject })}
            </List.Item>
          ))}
        </List>
      </div>
    </Stack>
  );
}
