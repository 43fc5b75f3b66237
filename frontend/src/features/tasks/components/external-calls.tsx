import { Text } from '@mantine/core';

import { t, tWord } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { ExternalCall } from '../task';

/** What steps asked of other systems, and what came of it. */
export function ExternalCalls({ calls }: { calls: ExternalCall[] }) {
  if (calls.length === 0) return null;
  return (
    <section>
      <Text component="h2" fw={600} size="sm" mb={4}>
        {t('details.asked')}
      </Text>
      <FactList
        facts={calls.map((call) => ({
          label: call.system.toUpperCase(),
          value: <Told call={call} />,
        }))}
      />
    </section>
  );
}

function Told({ call }: { call: ExternalCall }) {
  const { state, reason, answered_at: answered, asked_at: asked } = call;
  return (
    <>
      {tWord('external.state', state)} · <RelativeTime at={answered ?? asked} />
      {reason && (
        <Text size="xs" c="dimmed">
          {reason}
        </Text>
      )}
    </>
  );
}
