import { ActionIcon, Autocomplete, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';

import { TICKET_FIELDS } from '@/features/designer/document/conditions';
import { same } from '@/features/designer/document/merging';

type Row = [target: string, source: string];

interface MappingFieldsProps {
  mapping: Record<string, string>;
  onChange: (mapping: Record<string, string>) => void;
  readOnly: boolean;
}

function mappingOf(rows: Row[]): Record<string, string> {
  return Object.fromEntries(rows.filter(([target]) => target.trim() !== ''));
}

/** Which field of the ticket fills which field of the request. */
export function MappingFields({ mapping, onChange, readOnly }: MappingFieldsProps) {
  const [drawn, setDrawn] = useState<Row[]>(Object.entries(mapping));
  // A row without a name exists only here; an undo changes the mapping under the rows.
  const rows = same(mappingOf(drawn), mapping) ? drawn : Object.entries(mapping);

  function change(next: Row[]) {
    setDrawn(next);
    onChange(mappingOf(next));
  }

  return (
    <Stack gap={6}>
      <Text size="xs" c="dimmed">
        {t('designer.mappingHint')}
      </Text>
      {rows.map(([target, source], index) => (
        <Group key={index} gap={4} wrap="nowrap" align="flex-end">
          <TextInput
            size="xs"
            aria-label={t('designer.mappingTarget', { nth: index + 1 })}
            placeholder={t('designer.mappingTargetExample')}
            value={target}
            readOnly={readOnly}
            onChange={(event) => change(rows.with(index, [event.currentTarget.value, source]))}
          />
          <Autocomplete
            size="xs"
            aria-label={t('designer.mappingSource', { nth: index + 1 })}
            placeholder={t('designer.mappingSourceExample')}
            data={[...TICKET_FIELDS]}
            value={source}
            readOnly={readOnly}
            onChange={(value) => change(rows.with(index, [target, value]))}
          />
          {!readOnly && (
            <ActionIcon
              aria-label={t('designer.mappingRemove', { nth: index + 1 })}
              onClick={() => change(rows.toSpliced(index, 1))}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {!readOnly && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => change([...rows, ['', '']])}
        >
          {t('designer.mappingAdd')}
        </Button>
      )}
    </Stack>
  );
}
