import { Autocomplete, NativeSelect, TagsInput } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import {
  OPERATORS,
  readValue,
  shownValue,
  TICKET_FIELDS,
  withOperator,
  type Comparison,
  type Operator,
} from '@/features/designer/document/conditions';

interface ComparisonFieldsProps {
  comparison: Comparison;
  onChange: (comparison: Comparison) => void;
  readOnly: boolean;
}

/** What some fields can hold, to choose from; every other word may be typed, too. */
const KNOWN_VALUES: Record<string, string[]> = {
  priority: ['urgent', 'high', 'medium', 'low'],
};

/** One comparison: field, operator, value. */
export function ComparisonFields({ comparison, onChange, readOnly }: ComparisonFieldsProps) {
  return (
    <>
      <Autocomplete
        size="xs"
        aria-label={t('designer.condition.field')}
        placeholder={t('designer.condition.field')}
        data={[...TICKET_FIELDS]}
        value={comparison.field}
        readOnly={readOnly}
        onChange={(field) => onChange({ ...comparison, field })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('designer.condition.operator')}
        data={OPERATORS.map((op) => ({ value: op, label: t(`designer.operator.${op}`) }))}
        value={comparison.op}
        disabled={readOnly}
        onChange={(event) =>
          onChange(withOperator(comparison, event.currentTarget.value as Operator))
        }
      />
      <ValueField comparison={comparison} onChange={onChange} readOnly={readOnly} />
    </>
  );
}

function ValueField({ comparison, onChange, readOnly }: ComparisonFieldsProps) {
  const { field, value } = comparison;
  const common = {
    size: 'xs',
    'aria-label': t('designer.condition.value'),
    placeholder: t('designer.condition.value'),
    data: KNOWN_VALUES[field] ?? [],
    readOnly,
  };
  if (Array.isArray(value)) {
    return (
      <TagsInput
        {...common}
        value={value.map(String)}
        onChange={(values) => onChange({ ...comparison, value: values.map(readValue) })}
      />
    );
  }
  return (
    <Autocomplete
      {...common}
      value={shownValue(value)}
      onChange={(text) => onChange({ ...comparison, value: readValue(text) })}
    />
  );
}
