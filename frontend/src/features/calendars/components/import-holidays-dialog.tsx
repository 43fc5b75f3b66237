import { Alert, Button, FileInput, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import type { components } from '@/api/workflow';
import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';
import { FormFailure } from '@/shared/ui/form-failure';

import { useReadHolidays } from '../api/use-read-holidays';
import type { Holiday } from '../calendar';
import { dayOf } from './holiday-editor';

interface ImportHolidaysDialogProps {
  calendarId: number;
  onTake: (holidays: Holiday[]) => void;
  onClose: () => void;
}

/** Holidays out of a file: what is in it is shown before any of it is taken over. */
export function ImportHolidaysDialog({ calendarId, onTake, onClose }: ImportHolidaysDialogProps) {
  const read = useReadHolidays(calendarId);
  const found = read.data;
  const added = (found?.added ?? []) as Holiday[];

  function take() {
    onTake(added);
    showSuccess(t('calendars.importTaken'));
    onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('calendars.importTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <FormFailure error={read.error} />
        <FileInput
          label={t('calendars.importFile')}
          description={t('calendars.importHint')}
          accept=".ics,text/calendar"
          placeholder="holidays.ics"
          disabled={read.isPending}
          onChange={(file) => file && read.mutate(file)}
        />
        {found && <FoundHolidays found={found} added={added} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={added.length === 0} loading={read.isPending} onClick={take}>
            {t('calendars.importTake')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface FoundHolidaysProps {
  found: components['schemas']['HolidayImportOutput'];
  added: Holiday[];
}

function FoundHolidays({ found, added }: FoundHolidaysProps) {
  return (
    <div role="status">
      <Text size="sm" fw={600}>
        {t('calendars.importNew', { count: added.length })}
      </Text>
      {found.known > 0 && (
        <Text size="sm" c="dimmed">
          {t('calendars.importKnown', { count: found.known })}
        </Text>
      )}
      <List size="sm" mah={220} style={{ overflowY: 'auto' }} mt={4} tabIndex={0}>
        {added.map((holiday) => (
          <List.Item key={`${holiday.date} ${holiday.starts}`}>
            {[dayOf(holiday), holiday.name].filter(Boolean).join(' · ')}
          </List.Item>
        ))}
      </List>
      {found.problems.length > 0 && (
        <Alert
          mt="xs"
          color="yellow"
          icon={<IconAlertTriangle size={18} />}
          title={t('calendars.importProblems', { count: found.problems.length })}
        >
          <List size="sm">
            {found.problems.slice(0, 10).map(({ line, field, message }) => (
              <List.Item key={line}>
                {t('calendars.importProblem', { line, field, message })}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </div>
  );
}
