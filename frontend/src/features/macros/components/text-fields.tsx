import { Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';

import { useVariables } from '../api/use-macros';
import type { MacroDraft } from '../macros';
import type { PartProps } from './macro-editor';

type Kind = NonNullable<MacroDraft['text_kind']>;

const KINDS: Kind[] = ['', 'note', 'reply'];
const MAX_TEXT = 4000;

/** A note or a reply, with words that are filled in. */
export function TextFields({ draft, readOnly, error, onChange }: PartProps) {
  const kind = draft.text_kind ?? '';
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('macros.textKind')}
        data={KINDS.map((each) => ({ value: each, label: t(`macros.kind.${each || 'none'}`) }))}
        value={kind}
        onChange={({ currentTarget: { value } }) =>
          onChange({ text_kind: value as Kind, ...(value === '' && { text: '' }) })
        }
        disabled={readOnly}
      />
      {kind && (
        <>
          <Textarea
            label={t(`macros.kind.${kind}`)}
            description={t(kind === 'note' ? 'macros.noteHint' : 'macros.replyHint')}
            value={draft.text}
            onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
            required
            maxLength={MAX_TEXT}
            autosize
            minRows={3}
            maxRows={14}
            readOnly={readOnly}
            error={problemOf(error, 'text')}
          />
          {!readOnly && (
            <Variables onChoose={(word) => onChange({ text: `${draft.text ?? ''}{{${word}}}` })} />
          )}
        </>
      )}
    </Stack>
  );
}

function Variables({ onChoose }: { onChoose: (word: string) => void }) {
  const { data: variables = [] } = useVariables();
  return (
    <div role="group" aria-label={t('macros.variables')}>
      <Text size="sm" mb={4}>
        {t('macros.variables')}
      </Text>
      <Group gap={6}>
        {variables.map(({ name, meaning }) => (
          <Button
            key={name}
            size="compact-xs"
            variant="default"
            title={meaning}
            onClick={() => onChoose(name)}
          >
            {`{{${name}}}`}
          </Button>
        ))}
      </Group>
    </div>
  );
}
