import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { useFoundPeople } from '@/api/use-found-people';
import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { hasRole, useSession } from '@/shared/lib/session';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';
import { PersonSelect } from '@/shared/ui/person-select';
import { TimeZoneSelect } from '@/shared/ui/time-zone-select';

import { useSaveLeave } from '../api/use-availability';
import { clockOf, type Availability, type Leave } from '../availability';

const FIELDS = ['starts_at', 'ends_at', 'time_zone', 'note', 'stand_in_id'];

interface LeaveDialogProps {
  seen: Availability;
  /** Nothing for a new one. */
  leave?: Leave;
  onClose: () => void;
}

/** Enters a leave, or changes one. */
export function LeaveDialog({ seen, leave, onClose }: LeaveDialogProps) {
  const save = useSaveLeave(seen, leave?.id);
  const [zone, setZone] = useState(leave?.time_zone ?? seen.time_zone);
  const [standIn, setStandIn] = useState<number | null>(leave?.stand_in_id ?? null);
  const problem = (field: string) => problemOf(save.error, field);

  function submit(form: HTMLFormElement) {
    const body = {
      starts_at: textOf(form, 'starts_at'),
      ends_at: textOf(form, 'ends_at'),
      time_zone: zone,
      note: textOf(form, 'note'),
      stand_in_id: standIn,
    };
    const onSuccess = () => {
      showSuccess(t('availability.leaveSaved'));
      onClose();
    };
    save.mutate(body, { onSuccess });
  }

  return (
    <FormDialog
      title={t(leave ? 'availability.editLeave' : 'availability.addLeave')}
      submit={t('profile.save')}
      pending={save.isPending}
      error={save.error}
      fields={FIELDS}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextInput
        type="datetime-local"
        name="starts_at"
        label={t('availability.from')}
        defaultValue={leave && clockOf(String(leave.starts_at))}
        required
        error={problem('starts_at')}
        data-autofocus
      />
      <TextInput
        type="datetime-local"
        name="ends_at"
        label={t('availability.until')}
        defaultValue={leave && clockOf(String(leave.ends_at))}
        required
        error={problem('ends_at')}
      />
      <TimeZoneSelect value={zone} onChange={setZone} error={problem('time_zone')} />
      <StandIn value={standIn} onChange={setStandIn} error={problem('stand_in_id')} />
      <TextInput
        name="note"
        label={t('availability.note')}
        description={t('availability.noteHint')}
        defaultValue={leave?.note}
        maxLength={500}
        error={problem('note')}
      />
    </FormDialog>
  );
}

interface StandInProps {
  value: number | null;
  onChange: (id: number | null) => void;
  error?: string;
}

/** Whoever may look people up chooses somebody; for others it stays as it is. */
function StandIn(props: StandInProps) {
  return hasRole(useSession(), 'Admin', 'Manager') ? <StandInSelect {...props} /> : null;
}

function StandInSelect(props: StandInProps) {
  const found = useFoundPeople(props.value);
  return <PersonSelect label={t('availability.standIn')} {...found} {...props} />;
}
