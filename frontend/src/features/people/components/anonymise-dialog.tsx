import { Code, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { components } from '@/api/auth';
import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { textOf } from '@/shared/lib/form-text';
import { t, tWord } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FactList } from '@/shared/ui/fact-list';
import { FormDialog } from '@/shared/ui/form-dialog';
import { LinkOutcome } from '@/shared/ui/link-outcome';
import { QueryView } from '@/shared/ui/query-view';

import { useAnonymisationPreview, useAnonymise } from '../api/use-anonymise';
import type { Person } from '../people';

type Preview = components['schemas']['AnonymisationPreviewOutput'];
type Receipt = components['schemas']['AnonymisationReceiptOutput'];

interface AnonymiseDialogProps {
  person: Person;
  onClose: () => void;
}

/** Shows what forgetting somebody would change, does it on demand, and hands out the receipt. */
export function AnonymiseDialog({ person, onClose }: AnonymiseDialogProps) {
  const preview = useAnonymisationPreview(person.id);
  const anonymise = useAnonymise(person.id);
  const [typed, setTyped] = useState('');
  const title = t('accounts.anonymiseTitle', { name: person.full_name });

  if (anonymise.isSuccess) {
    return (
      <Modal
        opened
        onClose={onClose}
        withCloseButton={false}
        closeOnClickOutside={false}
        closeOnEscape={false}
        title={title}
      >
        <ReceiptView receipt={anonymise.data} />
      </Modal>
    );
  }
  return (
    <FormDialog
      title={title}
      submit={t('accounts.anonymiseSubmit')}
      dangerous
      incomplete={!preview.data || typed.trim() !== person.username}
      pending={anonymise.isPending}
      error={anonymise.error}
      fields={['username']}
      onSubmit={(form) => anonymise.mutate(textOf(form, 'username'))}
      onClose={onClose}
    >
      <QueryView query={preview}>{(shown) => <PreviewView preview={shown} />}</QueryView>
      <TextInput
        name="username"
        label={t('accounts.typeUsername', { username: person.username })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={problemOf(anonymise.error, 'username')}
      />
    </FormDialog>
  );
}

function PreviewView({ preview }: { preview: Preview }) {
  return (
    <Stack gap="xs">
      <Text size="sm">{t('accounts.anonymiseHint')}</Text>
      <Changes changes={preview.changes} />
      <Text size="sm" fw={600}>
        {t('accounts.remains')}
      </Text>
      <List size="sm">
        {preview.remains.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Stack>
  );
}

function Changes({ changes }: { changes: Record<string, number> }) {
  const facts = Object.entries(changes).map(([what, count]) => ({
    label: tWord('accounts.trace', what),
    value: String(count),
  }));
  return <FactList facts={facts} />;
}

function ReceiptView({ receipt }: { receipt: Receipt }) {
  const absolute = useFormatAbsolute();
  return (
    <Stack gap="sm">
      <LinkOutcome
        outcome="done"
        title={t('accounts.anonymised')}
        hint={t('accounts.receiptHint')}
        next={{ to: '/people', label: t('accounts.back') }}
      />
      <FactList
        facts={[
          { label: t('accounts.receipt'), value: <Code>{receipt.receipt_id}</Code> },
          {
            label: t('accounts.doneAt'),
            value: receipt.done_at && absolute(receipt.done_at),
          },
        ]}
      />
      <Changes changes={receipt.changes} />
    </Stack>
  );
}
