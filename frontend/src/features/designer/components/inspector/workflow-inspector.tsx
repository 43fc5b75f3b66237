import { Select, Stack, Textarea, TextInput } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';

import type { Settings } from '@/features/designer/document/design';
import { changeSettings } from '@/features/designer/document/drawing';
import { WORKFLOW } from '@/features/designer/document/elements';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { CalendarField } from './calendar-field';
import { ElementProblems } from './element-problems';
import { Group } from './group';
import { LadderFields } from './ladder-fields';
import { RoleInput } from './role-input';
import { TargetFields } from './target-fields';

const ENDS = ['none', 'notification', 'asset', 'budget'] as const;
const KEYS = ['category', 'sub_category', 'department'] as const;

export interface SettingsFieldsProps {
  settings: Settings;
  set: (fields: Partial<Settings>) => void;
  readOnly: boolean;
  /** Why the service did not take the settings. */
  error: unknown;
}

/** What the workflow is called, which tickets it takes, what it promises and how it ends. */
export function WorkflowInspector({ error }: { error: unknown }) {
  const { act, editing, readOnly } = useDesigner();
  const { settings } = editing.design;

  function set(fields: Partial<Settings>) {
    const group = `workflow ${Object.keys(fields).join(' ')}`;
    act(t('designer.did.settings'), changeSettings(fields), { group });
  }

  const props = { settings, set, readOnly, error };
  return (
    <Stack gap="sm">
      <ElementProblems element={WORKFLOW} />
      <NameFields {...props} />
      <MatchFields {...props} />
      <TargetFields {...props} />
      <CalendarField {...props} />
      <LadderFields error={error} />
      <EndFields {...props} />
    </Stack>
  );
}

function NameFields({ settings, set, readOnly, error }: SettingsFieldsProps) {
  return (
    <Group title={t('designer.workflow.basics')}>
      <TextInput
        data-field="name"
        label={t('designer.workflow.name')}
        value={settings.name}
        maxLength={150}
        readOnly={readOnly}
        error={problemOf(error, 'name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t('designer.workflow.description')}
        value={settings.description}
        autosize
        minRows={2}
        maxRows={8}
        readOnly={readOnly}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
    </Group>
  );
}

const KEY_LABELS = {
  category: 'workflow.category',
  sub_category: 'workflow.subCategory',
  department: 'workflow.department',
} as const;

function MatchFields({ settings, set, readOnly, error }: SettingsFieldsProps) {
  return (
    <Group title={t('designer.workflow.match')}>
      {KEYS.map((key) => (
        <TextInput
          key={key}
          data-field={key}
          label={t(KEY_LABELS[key])}
          value={settings[key]}
          maxLength={100}
          placeholder={key === 'department' ? t('workflow.anyDepartment') : undefined}
          readOnly={readOnly}
          error={problemOf(error, key)}
          onChange={(event) => set({ [key]: event.currentTarget.value })}
        />
      ))}
    </Group>
  );
}

function EndFields({ settings, set, readOnly, error }: SettingsFieldsProps) {
  return (
    <Group title={t('designer.workflow.end')}>
      <Select
        label={t('workflow.endLogic')}
        data={ENDS.map((end) => ({ value: end, label: t(`workflow.end.${end}`) }))}
        value={settings.end_logic}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(end) => end && set({ end_logic: end as Settings['end_logic'] })}
      />
      <RoleInput
        data-field="coordinator_role"
        label={t('workflow.coordinator')}
        value={settings.coordinator_role}
        error={problemOf(error, 'coordinator_role')}
        clearable={false}
        readOnly={readOnly}
        onChange={(role) => set({ coordinator_role: role })}
      />
    </Group>
  );
}
