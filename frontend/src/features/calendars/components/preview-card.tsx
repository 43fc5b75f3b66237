import { List, NumberInput, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { locale, t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';

import { usePreview } from '../api/use-preview';
import type { CalendarDraft } from '../calendar';

const ASK_AFTER_MS = 400;
const SHOWN = 4;

/** "8 hours from now are over …", by the times in the form. */
export function PreviewCard({ draft }: { draft: CalendarDraft }) {
  const [hours, setHours] = useState<number>(8);
  const [asked] = useDebouncedValue(draft, ASK_AFTER_MS);
  const [askedHours] = useDebouncedValue(hours, ASK_AFTER_MS);
  const preview = usePreview(asked, askedHours * 3600);
  const there = timesOf(asked.time_zone);
  const absolute = useFormatAbsolute();

  return (
    <Stack gap="xs">
      <NumberInput
        label={t('calendars.previewHours')}
        description={t('calendars.previewFrom')}
        value={hours}
        onChange={(value) => setHours(Number(value) || 0)}
        min={0}
        max={2000}
        clampBehavior="strict"
        w={180}
      />
      <FormFailure error={preview.error} />
      {preview.data && !preview.error && (
        <div role="status">
          <Text size="sm" c="dimmed">
            {t('calendars.previewDue', { hours: askedHours })}
          </Text>
          <Text fw={650} title={absolute(preview.data.due_at)}>
            {there(preview.data.due_at)}
          </Text>
          <Text size="sm" c="dimmed" mt={6}>
            {t('calendars.previewStretches')}
          </Text>
          <List size="sm">
            {preview.data.windows.slice(0, SHOWN).map(({ starts_at: since, ends_at: until }) => (
              <List.Item key={since}>
                {there(since)} – {there(until)}
              </List.Item>
            ))}
            {preview.data.windows.length > SHOWN && <List.Item>…</List.Item>}
          </List>
        </div>
      )}
    </Stack>
  );
}

/** Says times as the clocks of a zone show them; one that is not known here as the reader's. */
function timesOf(zone: string): (at: string) => string {
  const known = Intl.supportedValuesOf('timeZone').includes(zone) ? zone : undefined;
  const format = new Intl.DateTimeFormat(locale(), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: known ?? (zone === 'UTC' ? 'UTC' : undefined),
  });
  return (at) => format.format(new Date(at));
}
