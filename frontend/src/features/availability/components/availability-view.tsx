import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconCalendarOff, IconCircleCheck, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { QueryView } from '@/shared/ui/query-view';
import { Rows } from '@/shared/ui/rows';

import { useAvailability } from '../api/use-availability';
import type { Availability } from '../availability';
import { LeaveDialog } from './leave-dialog';
import { LeaveRow } from './leave-row';
import { WeekDialog } from './week-dialog';
import { WeekTable } from './week-table';

interface AvailabilityViewProps {
  user: number;
  readOnly?: boolean;
}

/** When somebody works, when they are away, and whether they would be given work now. */
export function AvailabilityView({ user, readOnly = false }: AvailabilityViewProps) {
  const availability = useAvailability(user);
  // Managers plan for their own department only.
  if (availability.error instanceof ApiError && availability.error.status === 404) {
    return (
      <Text size="sm" c="dimmed">
        {t('availability.notYours')}
      </Text>
    );
  }
  return (
    <QueryView query={availability}>
      {(shown) => <Shown availability={shown} readOnly={readOnly} />}
    </QueryView>
  );
}

function Shown({ availability, readOnly }: { availability: Availability; readOnly: boolean }) {
  const [dialog, setDialog] = useState<'week' | 'leave' | null>(null);
  const close = () => setDialog(null);
  return (
    <Stack gap="md">
      <Now availability={availability} />
      <WeekTable shifts={availability.shifts} timeZone={availability.time_zone} />
      {availability.leaves.length > 0 && (
        <Rows label={t('availability.leaves')}>
          {availability.leaves.map((leave) => (
            <LeaveRow key={leave.id} leave={leave} seen={availability} readOnly={readOnly} />
          ))}
        </Rows>
      )}
      {!readOnly && (
        <Group gap="xs">
          <Button variant="default" onClick={() => setDialog('week')}>
            {t('availability.editWeek')}
          </Button>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setDialog('leave')}>
            {t('availability.addLeave')}
          </Button>
        </Group>
      )}
      {dialog === 'week' && <WeekDialog seen={availability} onClose={close} />}
      {dialog === 'leave' && <LeaveDialog seen={availability} onClose={close} />}
    </Stack>
  );
}

function Now({ availability }: { availability: Availability }) {
  if (availability.is_available) {
    return (
      <Badge color="teal" leftSection={<IconCircleCheck size={13} aria-hidden />}>
        {t('availability.available')}
      </Badge>
    );
  }
  return (
    <Group gap="xs">
      <Badge color="yellow" leftSection={<IconCalendarOff size={13} aria-hidden />}>
        {t('availability.away')}
      </Badge>
      <Text size="sm">{availability.reason}</Text>
    </Group>
  );
}
