import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { expect, it, vi } from 'vitest';

import { makeDesign } from '@/test/make-design';
import { renderScreen } from '@/test/render';

import type { Saved } from '../api/fetch-saved';
import type { Problem } from '../api/use-problems';
import { fromGroup, type ConditionGroup } from '../document/conditions';
import type { Design } from '../document/design';
import { changeStep } from '../document/drawing';
import { DesignerContext, type DesignerTools } from '../hooks/designer-context';
import { useEditing } from '../hooks/use-editing';
import { ConflictDialog } from './conflict-dialog';
import { ConditionBuilder } from './inspector/condition-builder';
import { Outline } from './outline';
import { ProblemsPanel } from './problems-panel';

interface BenchProps {
  problems?: Problem[];
  onShow?: DesignerTools['show'];
  children: ReactNode;
}

/** A designer around a part of it. */
function Bench({ problems = [], onShow = () => undefined, children }: BenchProps) {
  const tools = useEditing(makeDesign());
  const context = { ...tools, workflowId: '7', readOnly: false, problems, show: onShow };
  return <DesignerContext value={context}>{children}</DesignerContext>;
}

it('adds, leads on and deletes from the outline, without a canvas', async () => {
  const user = userEvent.setup();
  renderScreen(
    <Bench>
      <Outline />
    </Bench>,
  );

  await user.click(screen.getByRole('button', { name: 'Actions of Check' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Wait' }));
  expect(screen.getByRole('button', { name: 'Done → New wait' })).toBeVisible();

  await user.click(screen.getByRole('button', { name: 'Actions of Agree' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  expect(screen.queryByRole('button', { name: /Agree/ })).toBeNull();
});

it('moves through the outline with the arrows', async () => {
  const user = userEvent.setup();
  renderScreen(
    <Bench>
      <Outline />
    </Bench>,
  );

  screen.getByRole('button', { name: /^Travel/ }).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');

  expect(screen.getByRole('button', { name: 'Done → Agree' })).toHaveFocus();
});

it('counts problems and leads to the element', async () => {
  const onShow = vi.fn();
  const problem: Problem = {
    code: 'role_missing',
    element: 'step:agree',
    severity: 'error',
    message: 'Agree has no role',
    how_to_fix: 'Choose who does it',
    field: 'role',
  };
  renderScreen(
    <Bench problems={[problem]} onShow={onShow}>
      <ProblemsPanel opened onToggle={() => undefined} />
    </Bench>,
  );

  expect(screen.getByText('1 error')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /Agree has no role/ }));

  expect(onShow).toHaveBeenCalledWith('step:agree', 'role');
});

it('builds conditions with groups', async () => {
  const user = userEvent.setup();
  const onBuilt = vi.fn();
  function Builder() {
    const [group, setGroup] = useState<ConditionGroup>({ joint: 'and', parts: [] });
    function change(next: ConditionGroup) {
      setGroup(next);
      onBuilt(fromGroup(next));
    }
    return <ConditionBuilder group={group} onChange={change} readOnly={false} />;
  }
  renderScreen(<Builder />);

  await user.click(screen.getByRole('button', { name: 'Add a condition' }));
  await user.type(screen.getByRole('combobox', { name: 'Value' }), 'high');
  expect(onBuilt).toHaveBeenLastCalledWith({ field: 'priority', op: 'eq', value: 'high' });

  await user.click(screen.getByRole('button', { name: 'Add a group' }));
  expect(onBuilt.mock.lastCall).toMatchObject([{ and: [{ value: 'high' }, { or: [{}, {}] }] }]);
});

it('offers to merge only what does not clash', async () => {
  const base = makeDesign();
  const theirs = {
    design: changeStep('check', { name: 'Theirs' })(base),
    version: 2,
    workflow: { updated_by_name: 'Zoë Lind', updated_at: '2026-11-21T10:00:00Z' },
  } as Saved;
  const onResolve = vi.fn();
  renderScreen(
    <ConflictDialog
      base={base}
      mine={changeStep('agree', { name: 'Mine' })(base)}
      theirs={theirs}
      onResolve={onResolve}
    />,
  );
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/Zoë Lind saved it/)).toBeVisible();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Merge both' }));

  const [merged, how] = onResolve.mock.calls[0] as [Design, string];
  expect(how).toBe('merged');
  expect(merged.steps.map(({ name }) => name)).toEqual(['Theirs', 'Mine']);
});

it('does not offer to merge when both changed one element', async () => {
  const base = makeDesign();
  const theirs = {
    design: changeStep('check', { name: 'Theirs' })(base),
    version: 2,
    workflow: { updated_by_name: 'Zoë Lind', updated_at: '2026-11-21T10:00:00Z' },
  } as Saved;
  renderScreen(
    <ConflictDialog
      base={base}
      mine={changeStep('check', { name: 'Mine' })(base)}
      theirs={theirs}
      onResolve={() => undefined}
    />,
  );

  expect(await screen.findByRole('button', { name: 'Keep mine over theirs' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Merge both' })).toBeNull();
});
