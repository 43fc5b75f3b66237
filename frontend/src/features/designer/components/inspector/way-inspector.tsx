import { Autocomplete, Select, Stack, Switch, TextInput } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import type { Way } from '@/features/designer/document/design';
import { changeWay } from '@/features/designer/document/drawing';
import { wayRef } from '@/features/designer/document/elements';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { ConditionField } from './condition-field';
import { ElementProblems } from './element-problems';
import { Group } from './group';
import { RolesInput } from './role-input';

const OUTCOMES = ['done', 'approve', 'reject', 'return'];
const END = '';

export interface WayFieldsProps {
  way: Way;
  set: (fields: Partial<Way>) => void;
  readOnly: boolean;
}

export function WayInspector({ way }: { way: Way }) {
  const { act, readOnly } = useDesigner();

  function set(fields: Partial<Way>) {
    const group = `${way.key} ${Object.keys(fields).join(' ')}`;
    act(t('designer.did.change'), changeWay(way.key, fields), { group });
  }

  return (
    <Stack gap="sm">
      <ElementProblems element={wayRef(way.key)} />
      <ButtonFields way={way} set={set} readOnly={readOnly} />
      <ConditionField way={way} set={set} readOnly={readOnly} />
      <Group title={t('designer.way.use')}>
        <RolesInput
          data-field="allowed_roles"
          label={t('designer.way.roles')}
          description={t('designer.way.rolesHint')}
          value={way.allowed_roles}
          readOnly={readOnly}
          onChange={(roles) => set({ allowed_roles: roles })}
        />
        <Switch
          label={t('designer.way.comment')}
          checked={way.requires_comment}
          disabled={readOnly}
          onChange={(event) => set({ requires_comment: event.currentTarget.checked })}
        />
      </Group>
    </Stack>
  );
}

function ButtonFields({ way, set, readOnly }: WayFieldsProps) {
  const { steps } = useDesigner().editing.design;
  const names = steps.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <Group title={t('designer.way.basics')}>
      <TextInput
        label={t('designer.way.label')}
        description={t('designer.way.labelHint')}
        value={way.label}
        maxLength={100}
        readOnly={readOnly}
        onChange={(event) => set({ label: event.currentTarget.value })}
      />
      <Autocomplete
        label={t('designer.way.outcome')}
        description={t('designer.way.outcomeHint')}
        data={OUTCOMES}
        value={way.outcome}
        maxLength={40}
        readOnly={readOnly}
        onChange={(outcome) => set({ outcome })}
      />
      <Select
        data-field="from"
        label={t('designer.way.from')}
        data={names}
        value={way.from}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(from) => from && set({ from })}
      />
      <Select
        data-field="to"
        label={t('designer.way.to')}
        data={[...names, { value: END, label: t('graph.end') }]}
        value={way.to ?? END}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(to) => set({ to: to || null })}
      />
    </Group>
  );
}
