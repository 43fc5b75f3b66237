import { Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import type { Step, StepKind } from '@/features/designer/document/design';
import { changeStep, makeStart } from '@/features/designer/document/drawing';
import { stepRef } from '@/features/designer/document/elements';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { ElementProblems } from './element-problems';
import { Group } from './group';
import { KindFields } from './kind-fields';
import { LeavingFields } from './leaving-fields';
import { PeopleFields } from './people-fields';
import { TimeFields } from './time-fields';
import { WaysOut } from './ways-out';

export type SetStep = (fields: Partial<Step>) => void;

export interface StepFieldsProps {
  step: Step;
  set: SetStep;
  readOnly: boolean;
}

const KINDS: StepKind[] = ['task', 'approval', 'integration', 'wait'];

export function StepInspector({ step }: { step: Step }) {
  const { act, readOnly } = useDesigner();

  function set(fields: Partial<Step>) {
    const group = `${step.key} ${Object.keys(fields).join(' ')}`;
    act(t('designer.did.change'), changeStep(step.key, fields), { group });
  }

  const fields = { step, set, readOnly };
  const byPerson = step.kind === 'task' || step.kind === 'approval';
  return (
    <Stack gap="sm">
      <ElementProblems element={stepRef(step.key)} />
      <BasicFields {...fields} />
      <KindFields {...fields} />
      {byPerson && <PeopleFields {...fields} />}
      <TimeFields {...fields} />
      {byPerson && <LeavingFields {...fields} />}
      <WaysOut step={step} />
    </Stack>
  );
}

function BasicFields({ step, set, readOnly }: StepFieldsProps) {
  const { act } = useDesigner();
  return (
    <Group title={t('designer.step.basics')}>
      <TextInput
        label={t('designer.step.name')}
        value={step.name}
        maxLength={200}
        readOnly={readOnly}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Select
        label={t('designer.step.kind')}
        data={KINDS.map((kind) => ({ value: kind, label: t(`designer.kind.${kind}`) }))}
        value={step.kind}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(kind) => kind && set({ kind: kind as StepKind })}
      />
      <Textarea
        label={t('designer.step.instructions')}
        description={t('designer.step.instructionsHint')}
        value={step.instructions}
        maxLength={10_000}
        autosize
        minRows={2}
        maxRows={12}
        readOnly={readOnly}
        onChange={(event) => set({ instructions: event.currentTarget.value })}
      />
      <Switch
        label={t('designer.step.start')}
        checked={step.is_start}
        disabled={readOnly || step.is_start}
        onChange={() => act(t('designer.did.start'), makeStart(step.key))}
      />
    </Group>
  );
}
