import { Text } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';

import { useCalendar } from '@/features/calendars/api/use-calendar';
import type { Calendar } from '@/features/calendars/calendar';
import { CalendarEditor } from '@/features/calendars/components/calendar-editor';
import { RecountBar } from '@/features/calendars/components/recount-bar';
import { RemoveCalendar } from '@/features/calendars/components/remove-calendar';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { Page } from '@/shared/ui/page';
import { QueryView } from '@/shared/ui/query-view';

const back = () => ({ to: '/calendars', label: t('calendars.back') });

/** One calendar, or under `new` one to be made. */
export function CalendarPage() {
  const { calendarId = 'new' } = useParams();
  return calendarId === 'new' ? <NewCalendar /> : <KnownCalendar id={Number(calendarId)} />;
}

function NewCalendar() {
  const navigate = useNavigate();
  return (
    <Page title={t('calendars.create')} back={back()} narrow>
      <CalendarEditor
        calendar={null}
        readOnly={false}
        onSaved={(id) => void navigate(`/calendars/${id}`, { replace: true })}
        onReload={() => undefined}
      />
    </Page>
  );
}

function KnownCalendar({ id }: { id: number }) {
  const calendar = useCalendar(id);
  return (
    <QueryView query={calendar} wholePage>
      {(data) => <Editor calendar={data} onReload={() => void calendar.refetch()} />}
    </QueryView>
  );
}

function Editor({ calendar, onReload }: { calendar: Calendar; onReload: () => void }) {
  const navigate = useNavigate();
  const admin = isAdmin(useSession());
  return (
    <Page
      title={calendar.name}
      back={back()}
      narrow
      actions={
        admin && (
          <RemoveCalendar calendar={calendar} onRemoved={() => void navigate('/calendars')} />
        )
      }
    >
      {!admin && (
        <Text size="sm" c="dimmed" mb="md">
          {t('calendars.readOnly')}
        </Text>
      )}
      {calendar.recount && <RecountBar recount={calendar.recount} mayCancel={admin} />}
      <CalendarEditor
        // The form begins anew with what was saved or loaded.
        key={calendar.version}
        calendar={calendar}
        readOnly={!admin}
        onSaved={() => undefined}
        onReload={onReload}
      />
    </Page>
  );
}
