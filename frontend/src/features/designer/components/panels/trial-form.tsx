import { Button, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';

import { readDetails, type Trial } from '@/features/designer/document/trial';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';

const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;
type Priority = (typeof PRIORITIES)[number];

interface TrialFormProps {
  onStart: (ticket: Trial['ticket']) => void;
}

/** Which ticket to try: a real one, or one made up for it. */
export function TrialForm({ onStart }: TrialFormProps) {
  const [source, setSource] = useState('made-up');
  const [priority, setPriority] = useState<Priority>('medium');

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (source === 'real') return onStart({ number: textOf(form, 'number') });
    onStart({
      subject: textOf(form, 'subject'),
      category: textOf(form, 'category'),
      sub_category: textOf(form, 'sub_category'),
      department: textOf(form, 'department'),
      priority,
      details: readDetails(textOf(form, 'details')),
    });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('designer.trial.hint')}
        </Text>
        <SegmentedControl
          aria-label={t('designer.trial.which')}
          value={source}
          onChange={setSource}
          data={[
            { value: 'made-up', label: t('designer.trial.madeUp') },
            { value: 'real', label: t('designer.trial.real') },
          ]}
        />
        {source === 'real' ? (
          <TextInput name="number" label={t('designer.trial.number')} required maxLength={64} />
        ) : (
          <MadeUpFields priority={priority} onPriority={setPriority} />
        )}
        <Button type="submit" leftSection={<IconPlayerPlay size={16} aria-hidden />}>
          {t('designer.trial.start')}
        </Button>
      </Stack>
    </form>
  );
}

interface MadeUpFieldsProps {
  priority: Priority;
  onPriority: (priority: Priority) => void;
}

function MadeUpFields({ priority, onPriority }: MadeUpFieldsProps) {
  const { settings } = useDesigner().editing.design;
  return (
    <>
      <TextInput
        name="subject"
        label={t('designer.trial.subject')}
        defaultValue={t('designer.trial.subjectExample')}
        required
      />
      <TextInput
        name="category"
        label={t('workflow.category')}
        defaultValue={settings.category}
        required
      />
      <TextInput
        name="sub_category"
        label={t('workflow.subCategory')}
        defaultValue={settings.sub_category}
        required
      />
      <TextInput
        name="department"
        label={t('workflow.department')}
        defaultValue={settings.department}
      />
      <Select
        label={t('designer.trial.priority')}
        data={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
        value={priority}
        allowDeselect={false}
        onChange={(value) => value && onPriority(value as Priority)}
      />
      <Textarea
        name="details"
        label={t('designer.trial.details')}
        description={t('designer.trial.detailsHint')}
        autosize
        minRows={2}
      />
    </>
  );
}
