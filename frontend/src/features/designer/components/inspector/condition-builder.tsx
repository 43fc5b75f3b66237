import { ActionIcon, Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import {
  asGroup,
  isComparison,
  type Comparison,
  type Condition,
  type ConditionGroup,
  type Joint,
} from '@/features/designer/document/conditions';
import classes from './condition-builder.module.css';
import { ComparisonFields } from './comparison-fields';

interface ConditionBuilderProps {
  group: ConditionGroup;
  onChange: (group: ConditionGroup) => void;
  readOnly: boolean;
  depth?: number;
}

const BLANK: Comparison = { field: 'priority', op: 'eq', value: '' };
const DEEPEST = 3;

/** Comparisons joined by *and* or *or*; groups within groups. */
export function ConditionBuilder({ group, onChange, readOnly, depth = 0 }: ConditionBuilderProps) {
  const { joint, parts } = group;

  function change(index: number, part: Condition) {
    onChange({ joint, parts: parts.with(index, part) });
  }

  return (
    <div className={classes.group} data-inner={depth > 0 || undefined}>
      {parts.length > 1 && <JointChoice {...group} readOnly={readOnly} onChange={onChange} />}
      {parts.map((part, index) => (
        <div key={index} className={classes.part}>
          <div className={classes.fields}>
            {isComparison(part) ? (
              <ComparisonFields
                comparison={part}
                readOnly={readOnly}
                onChange={(next) => change(index, next)}
              />
            ) : (
              <ConditionBuilder
                group={asGroup(part)}
                depth={depth + 1}
                readOnly={readOnly}
                onChange={(inner) => change(index, nested(inner))}
              />
            )}
          </div>
          {!readOnly && (
            <ActionIcon
              aria-label={t('designer.condition.remove', { nth: index + 1 })}
              onClick={() => onChange({ joint, parts: parts.toSpliced(index, 1) })}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {!readOnly && (
        <Group gap={4}>
          <AddButton onClick={() => onChange({ joint, parts: [...parts, BLANK] })} word="add" />
          {depth < DEEPEST && parts.length > 0 && (
            <AddButton
              onClick={() => onChange({ joint, parts: [...parts, newGroup(joint)] })}
              word="addGroup"
            />
          )}
        </Group>
      )}
    </div>
  );
}

/** A group stays one while it is edited, also with a single part. */
function nested({ joint, parts }: ConditionGroup): Condition {
  const kept = parts.length > 0 ? parts : [BLANK];
  return joint === 'and' ? { and: kept } : { or: kept };
}

function newGroup(around: Joint): Condition {
  return around === 'and' ? { or: [BLANK, BLANK] } : { and: [BLANK, BLANK] };
}

function AddButton({ onClick, word }: { onClick: () => void; word: 'add' | 'addGroup' }) {
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={onClick}
    >
      {t(`designer.condition.${word}`)}
    </Button>
  );
}

function JointChoice({
  joint,
  parts,
  readOnly,
  onChange,
}: ConditionGroup & Pick<ConditionBuilderProps, 'onChange' | 'readOnly'>) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('designer.condition.joint')}
      data={[
        { value: 'and', label: t('designer.condition.and') },
        { value: 'or', label: t('designer.condition.or') },
      ]}
      value={joint}
      disabled={readOnly}
      onChange={(value) => onChange({ joint: value === 'or' ? 'or' : 'and', parts })}
    />
  );
}
