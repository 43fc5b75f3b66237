import { ActionIcon, Autocomplete, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';

import { readable, t } from '@/shared/lib/i18n';

import type { RequestField } from '@/features/designer/api/use-operations';
import { TICKET_FIELDS } from '@/features/designer/document/conditions';
import { stepRef } from '@/features/designer/document/elements';
import { useDesigner } from '@/features/designer/hooks/designer-context';

type Mapping = Record<string, string>;

interface MappingFieldsProps {
  /** Of the operation's request; none while it is not known. */
  fields: readonly RequestField[];
  mapping: Mapping;
  /** Key of the step. */
  element: string;
  onChange: (mapping: Mapping) => void;
  readOnly: boolean;
}

function without(mapping: Mapping, name: string): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([target]) => target !== name));
}

/** Which field of the ticket fills which field of the request. */
export function MappingFields(props: MappingFieldsProps) {
  const { fields, mapping, onChange, readOnly } = props;
  const known = new Set(fields.map(({ name }) => name));
  const strange = Object.keys(mapping).filter((name) => !known.has(name));
  if (fields.length === 0 && strange.length === 0) return null;

  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {t('mapping.hint')}
      </Text>
      {fields.map((field) => (
        <MappedField key={field.name} {...props} field={field} />
      ))}
      {strange.map((name) => (
        <Autocomplete
          key={name}
          size="xs"
          label={readable(name)}
          error={fields.length > 0 && t('mapping.unknown')}
          value={mapping[name] ?? ''}
          readOnly
          rightSection={
            !readOnly && (
              <ActionIcon
                size="sm"
                aria-label={t('mapping.remove', { name: readable(name) })}
                onClick={() => onChange(without(mapping, name))}
              >
                <IconTrash size={14} aria-hidden />
              </ActionIcon>
            )
          }
        />
      ))}
    </Stack>
  );
}

function MappedField(props: MappingFieldsProps & { field: RequestField }) {
  const { element, field, mapping, onChange, readOnly } = props;
  const { problems } = useDesigner();
  const { name, required, usual } = field;
  const place = `mapping.${name}`;
  const value = mapping[name] ?? '';
  const missing = problems.some(
    (problem) => problem.element === stepRef(element) && problem.field === place,
  );

  function change(source: string) {
    onChange(source === '' ? without(mapping, name) : { ...mapping, [name]: source });
  }

  return (
    <Autocomplete
      size="xs"
      data-field={place}
      label={readable(name)}
      withAsterisk={required}
      aria-required={required}
      placeholder={required ? undefined : otherwise(usual)}
      data={[...TICKET_FIELDS]}
      value={value}
      readOnly={readOnly}
      error={missing && value === '' && t('mapping.missing')}
      onChange={change}
    />
  );
}

function otherwise(usual: string): string {
  return usual === '' ? t('mapping.nothing') : t('mapping.usual', { usual });
}
