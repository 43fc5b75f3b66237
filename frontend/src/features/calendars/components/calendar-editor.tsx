import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormFailure } from '@/shared/ui/form-failure';
import { Section } from '@/shared/ui/section';

import { useEffectOf } from '../api/use-effect-of';
import { useSaveCalendar } from '../api/use-save-calendar';
import { blankCalendar, draftOf, type Calendar, type CalendarDraft } from '../calendar';
import { EffectDialog } from './effect-dialog';
import { HolidayEditor } from './holiday-editor';
import { PreviewCard } from './preview-card';
import { WeekEditor } from './week-editor';

interface CalendarEditorProps {
  /** None while a new one is made. */
  calendar: Calendar | null;
  readOnly: boolean;
  onSaved: (id: number) => void;
  onReload: () => void;
}

const FIELDS = ['name', 'description', 'time_zone', 'slots'];

export function CalendarEditor({ calendar, readOnly, onSaved, onReload }: CalendarEditorProps) {
  const [draft, setDraft] = useState(() => (calendar ? draftOf(calendar) : blankCalendar()));
  const save = useSaveCalendar(calendar);
  const effect = useEffectOf(calendar?.id ?? 0);
  const error = save.error ?? effect.error;
  const change = (part: Partial<CalendarDraft>) => setDraft({ ...draft, ...part });

  function saveNow() {
    effect.reset();
    save.mutate(draft, {
      onSuccess: ({ id }) => {
        showSuccess(t(calendar ? 'calendars.saved' : 'calendars.made'));
        onSaved(id);
      },
    });
  }

  /** Whoever changes times of running tasks sees first what that does. */
  function submit() {
    if (!calendar) return saveNow();
    effect.mutate(draft, {
      onSuccess: ({ count, sample }) => !(count && sample.length) && saveNow(),
    });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // Forms in dialogs are no part of this one, but their events pass through it.
        if (event.target === event.currentTarget) submit();
      }}
    >
      <Failure error={error} onReload={onReload} />
      <Section title={t('calendars.general')}>
        <General draft={draft} readOnly={readOnly} error={error} onChange={change} />
      </Section>
      <Section title={t('calendars.week')} hint={t('calendars.weekHint')}>
        <WeekEditor
          slots={draft.slots}
          readOnly={readOnly}
          error={problemOf(error, 'slots')}
          onChange={(slots) => change({ slots })}
        />
      </Section>
      <Section title={t('calendars.preview')}>
        <PreviewCard draft={draft} />
      </Section>
      <Section title={t('calendars.holidays')} hint={t('calendars.holidaysHint')}>
        <HolidayEditor
          calendarId={calendar?.id ?? null}
          holidays={draft.holidays}
          readOnly={readOnly}
          onChange={(holidays) => change({ holidays })}
        />
      </Section>
      {!readOnly && (
        <Group justify="flex-end">
          <Button type="submit" loading={effect.isPending || save.isPending}>
            {t('calendars.save')}
          </Button>
        </Group>
      )}
      {effect.data && effect.data.count > 0 && effect.data.sample.length > 0 && !save.isSuccess && (
        <EffectDialog
          effect={effect.data}
          pending={save.isPending}
          onConfirm={saveNow}
          onClose={effect.reset}
        />
      )}
    </form>
  );
}

function Failure({ error, onReload }: { error: unknown; onReload: () => void }) {
  const stale = error instanceof ApiError && error.status === 412;
  if (!stale) return <FormFailure error={error} fields={FIELDS} />;
  return (
    <Stack gap="xs" mb="md">
      <FormFailure error={error} title={t('calendars.stale')} />
      <Button variant="default" w="fit-content" onClick={onReload}>
        {t('calendars.reload')}
      </Button>
    </Stack>
  );
}

interface GeneralProps {
  draft: CalendarDraft;
  readOnly: boolean;
  error: unknown;
  onChange: (part: Partial<CalendarDraft>) => void;
}

function General({ draft, readOnly, error, onChange }: GeneralProps) {
  const zones = useMemo(() => {
    const known = new Set(['UTC', draft.time_zone, ...Intl.supportedValuesOf('timeZone')]);
    return [...known];
  }, [draft.time_zone]);
  return (
    <Stack gap="sm">
      <TextInput
        label={t('calendars.name')}
        value={draft.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        required
        maxLength={150}
        readOnly={readOnly}
        error={problemOf(error, 'name')}
      />
      <Textarea
        label={t('calendars.description')}
        value={draft.description}
        onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
        autosize
        readOnly={readOnly}
        error={problemOf(error, 'description')}
      />
      <Select
        label={t('calendars.zone')}
        description={t('calendars.zoneHint')}
        data={zones}
        value={draft.time_zone}
        onChange={(zone) => zone && onChange({ time_zone: zone })}
        searchable
        limit={100}
        readOnly={readOnly}
        error={problemOf(error, 'time_zone')}
      />
    </Stack>
  );
}
