import { Badge } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { formatDuration } from '@/shared/lib/time';
import { EmptyState } from '@/shared/ui/empty-state';
import { QueryView } from '@/shared/ui/query-view';
import { Row, Rows, RowsSkeleton } from '@/shared/ui/rows';

import { useCalendars } from '../api/use-calendars';
import type { CalendarSummary } from '../calendar';

export function CalendarList() {
  const calendars = useCalendars();
  return (
    <QueryView query={calendars} skeleton={<RowsSkeleton />}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState
            icon={IconCalendarOff}
            title={t('calendars.none')}
            hint={t('calendars.noneHint')}
          />
        ) : (
          <Rows label={t('calendars.title')}>
            {rows.map((calendar) => (
              <CalendarRow key={calendar.id} calendar={calendar} />
            ))}
          </Rows>
        )
      }
    </QueryView>
  );
}

function CalendarRow({ calendar }: { calendar: CalendarSummary }) {
  const users = calendar.workflow_count;
  return (
    <Row
      title={calendar.name}
      to={`/calendars/${calendar.id}`}
      badges={
        <Badge color={users ? 'teal' : 'gray'}>
          {t('calendars.workflowCount', { count: users })}
        </Badge>
      }
      facts={[
        calendar.time_zone,
        t('calendars.weekly', { time: hoursOf(calendar.weekly_seconds) }),
        t('calendars.holidayCount', { count: calendar.holiday_count }),
      ]}
    />
  );
}

/** A week's hours as hours: nobody says "1 d 16 h" of forty. */
function hoursOf(seconds: number): string {
  const rest = seconds % 3600;
  const hours = `${Math.floor(seconds / 3600)} h`;
  return rest ? `${hours} ${formatDuration(rest)}` : hours;
}
