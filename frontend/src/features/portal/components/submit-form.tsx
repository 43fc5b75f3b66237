import {
  Alert,
  Button,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconAlertTriangle, IconSend } from '@tabler/icons-react';
import { useRef, useState, type ReactNode, type SubmitEvent } from 'react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { uuid } from '@/shared/lib/uuid';
import { QueryView } from '@/shared/ui/query-view';

import { useCategories } from '../api/use-categories';
import { useSubmitTicket, type NewTicket } from '../api/use-submit-ticket';

type Priority = NewTicket['priority'];
const PRIORITIES: Priority[] = ['low', 'medium', 'high', 'urgent'];

interface SubmitFormProps {
  onSubmitted: (number: string) => void;
  /** Where files are chosen; they are sent once the ticket is in. */
  files: ReactNode;
}

export function SubmitForm({ onSubmitted, files }: SubmitFormProps) {
  const categories = useCategories();
  return (
    <QueryView query={categories}>
      {(offered) => <Form offered={offered} onSubmitted={onSubmitted} files={files} />}
    </QueryView>
  );
}

interface FormProps extends SubmitFormProps {
  offered: Record<string, { sub_category: string }[]>;
}

function Form({ offered, onSubmitted, files }: FormProps) {
  const submit = useSubmitTicket();
  const key = useRef(uuid());
  const [category, setCategory] = useState<string | null>(null);
  const [subCategory, setSubCategory] = useState<string | null>(null);
  const [priority, setPriority] = useState<Priority>('medium');
  const refusal = submit.error instanceof ApiError ? submit.error : null;

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!category || !subCategory) return;
    const form = new FormData(event.currentTarget);
    const ticket = {
      title: String(form.get('title')).trim(),
      description: String(form.get('description')).trim(),
      category,
      sub_category: subCategory,
      priority,
    };
    submit.mutate(
      { ticket, key: key.current },
      { onSuccess: (accepted) => onSubmitted(accepted.ticket_number) },
    );
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        {submit.isError && (
          <Alert
            role="alert"
            color="red"
            icon={<IconAlertTriangle size={18} />}
            title={refusal?.message ?? t('error.unexpected')}
          >
            {refusal?.correlationId && t('error.referenceOf', { id: refusal.correlationId })}
          </Alert>
        )}
        <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
          <Select
            label={t('submit.category')}
            placeholder={t('submit.chooseCategory')}
            data={Object.keys(offered)}
            value={category}
            onChange={(value) => {
              setCategory(value);
              const only = value ? offered[value] : undefined;
              setSubCategory(only?.length === 1 ? (only[0]?.sub_category ?? null) : null);
            }}
            error={refusal?.problemOf('category')}
            required
            miw={220}
          />
          <Select
            label={t('submit.subCategory')}
            placeholder={t(category ? 'submit.chooseSubCategory' : 'submit.categoryFirst')}
            data={(category && offered[category]?.map((entry) => entry.sub_category)) || []}
            value={subCategory}
            onChange={setSubCategory}
            disabled={!category}
            error={refusal?.problemOf('sub_category')}
            required
            miw={220}
          />
        </Group>
        <TextInput
          name="title"
          label={t('submit.subject')}
          placeholder={t('submit.subjectHint')}
          maxLength={200}
          error={refusal?.problemOf('title') ?? refusal?.problemOf('subject')}
          required
        />
        <Textarea
          name="description"
          label={t('submit.description')}
          description={t('submit.descriptionHint')}
          autosize
          minRows={5}
          maxRows={18}
          maxLength={20_000}
          error={refusal?.problemOf('description')}
          required
        />
        <div>
          <Text size="sm" fw={500} mb={4} id="priority-label">
            {t('submit.priority')}
          </Text>
          <SegmentedControl
            aria-labelledby="priority-label"
            value={priority}
            onChange={(value) => setPriority(value as Priority)}
            data={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {t(`submit.priorityHint.${priority}`)}
          </Text>
        </div>
        {files}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={submit.isPending}
            disabled={!category || !subCategory}
            leftSection={<IconSend size={16} />}
          >
            {t('submit.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
