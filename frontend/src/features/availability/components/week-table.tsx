import { Table, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { sortedWeek, type Shift } from '../availability';

interface WeekTableProps {
  shifts: readonly Shift[];
  timeZone: string;
}

/** The shifts of a week; without any, somebody works at any hour. */
export function WeekTable({ shifts, timeZone }: WeekTableProps) {
  if (shifts.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('availability.anyHour')}
      </Text>
    );
  }
  return (
    <Table verticalSpacing={4} maw={420} aria-label={t('availability.week')}>
      <Table.Tbody>
        {sortedWeek(shifts).map(({ weekday, starts, ends }) => (
          <Table.Tr key={`${weekday} ${starts}`}>
            <Table.Th scope="row" fw={500}>
              {weekdayName(weekday)}
            </Table.Th>
            <Table.Td className="tabular">
              {starts}–{ends}
              {ends <= starts && ` ${t('availability.nextDay')}`}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Caption>{timeZone}</Table.Caption>
    </Table>
  );
}

export function weekdayName(weekday: number): string {
  return t(`availability.days.d${weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7}`);
}
