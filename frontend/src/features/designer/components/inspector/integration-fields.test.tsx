import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it } from 'vitest';

import { DesignerBench } from '@/test/designer-bench';
import { startFakeServer } from '@/test/fake-server';
import { makeDesign } from '@/test/make-design';
import { renderScreen } from '@/test/render';

import { useOperations } from '@/features/designer/api/use-operations';
import type { Problem } from '@/features/designer/api/use-problems';
import { stepOf, type Design, type Step } from '@/features/designer/document/design';
import { changeStep } from '@/features/designer/document/drawing';
import { DesignerContext, useDesigner } from '@/features/designer/hooks/designer-context';
import { useFieldFocus, type Shown } from '@/features/designer/hooks/use-field-focus';
import { ProblemsPanel } from '../problems-panel';
import { IntegrationFields } from './integration-fields';

const OPERATIONS = [
  {
    id: 'bms.check_budget',
    system: 'bms',
    version: '1.0.0',
    fields: [
      { name: 'amount', required: true, usual: '' },
      { name: 'currency', required: false, usual: 'USD' },
    ],
  },
  { id: 'sms.send_text', system: 'sms', version: '1.0.0', fields: [] },
];
const MISSING: Problem = {
  code: 'mapping_incomplete',
  element: 'step:check',
  severity: 'error',
  message: "Step 'Check' does not say where 'amount' comes from",
  how_to_fix: "Map a field of the ticket to 'amount'",
  field: 'mapping.amount',
};

let design: Design;

beforeEach(() => {
  const server = startFakeServer();
  server.on('GET /api/workflow/integrations/operations/', OPERATIONS);
});

/** The panel of problems and the fields, joined as the designer joins them. */
function Panels() {
  const { act, editing, ...tools } = useDesigner();
  const [shown, setShown] = useState<Shown | null>(null);
  useFieldFocus(shown, !useOperations().isPending);
  const set = (fields: Partial<Step>) => act('Change', changeStep('check', fields));
  const show = (element: string, field = '') => setShown({ element, field });

  return (
    <DesignerContext value={{ ...tools, act, editing, show }}>
      <ProblemsPanel opened onToggle={() => undefined} />
      <section data-designer-fields>
        <IntegrationFields step={editing.design.steps[0] as Step} set={set} readOnly={false} />
      </section>
    </DesignerContext>
  );
}

function show(step: Partial<Step>, problems: Problem[] = []) {
  const drawn = changeStep('check', { kind: 'integration', ...step })(makeDesign());
  renderScreen(
    <DesignerBench design={drawn} problems={problems} onDesign={(next) => (design = next)}>
      <Panels />
    </DesignerBench>,
  );
}

const mapping = () => stepOf(design, 'check')?.mapping;

it('offers the operations the server knows, by system', async () => {
  show({});

  await userEvent.click(await screen.findByRole('combobox', { name: 'Operation' }));
  await userEvent.click(await screen.findByRole('option', { name: 'bms.check_budget' }));

  expect(stepOf(design, 'check')?.operation).toBe('bms.check_budget');
  expect(await screen.findByRole('combobox', { name: /Amount/ })).toBeRequired();
  expect(screen.getByRole('combobox', { name: 'Currency' })).toHaveAttribute(
    'placeholder',
    'Otherwise: USD',
  );
});

it('maps a field of the ticket, and drops what is emptied', async () => {
  show({ operation: 'bms.check_budget' });
  const amount = await screen.findByRole('combobox', { name: /Amount/ });

  await userEvent.type(amount, 'sum');
  expect(mapping()).toEqual({ amount: 'sum' });

  await userEvent.clear(amount);
  expect(mapping()).toEqual({});
});

it('says at the field what validation misses', async () => {
  show({ operation: 'bms.check_budget' }, [MISSING]);

  expect(await screen.findByRole('combobox', { name: /Amount/ })).toHaveAccessibleDescription(
    'Needs a field of the ticket',
  );
});

it('leads from the problem to the field that puts it right', async () => {
  show({ operation: 'bms.check_budget' }, [MISSING]);

  await userEvent.click(screen.getByRole('button', { name: /does not say where/ }));

  await waitFor(() => expect(screen.getByRole('combobox', { name: /Amount/ })).toHaveFocus());
});

it('keeps in view what the operation does not know, until it is removed', async () => {
  show({ operation: 'bms.check_budget', mapping: { colour: 'paint' } });

  expect(await screen.findByText('This operation has no such field.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Remove Colour' }));

  expect(mapping()).toEqual({});
});

it('shows an operation nobody knows any more', async () => {
  show({ operation: 'crm.call', mapping: { to: 'phone' } });

  expect(await screen.findByRole('combobox', { name: 'Operation' })).toHaveValue(
    'crm.call (not known)',
  );
});
