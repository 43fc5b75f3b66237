import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { DesignerBench } from '@/test/designer-bench';
import { startFakeServer } from '@/test/fake-server';
import { makeDesign } from '@/test/make-design';
import { renderScreen } from '@/test/render';

import type { Design, Settings } from '@/features/designer/document/design';
import { changeSettings } from '@/features/designer/document/drawing';
import { DEFAULT_LADDER } from '@/features/designer/document/ladder';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { CalendarField } from './calendar-field';
import { LadderFields } from './ladder-fields';

const MANILA = { key: 'manila', name: 'Manila', time_zone: 'Asia/Manila', weekly_seconds: 144_000 };

let design: Design;

beforeEach(() => {
  const server = startFakeServer();
  server.on('GET /api/workflow/calendars/', { count: 1, next: null, results: [MANILA] });
});

function Calendar() {
  const { act, editing, readOnly } = useDesigner();
  const set = (fields: Partial<Settings>) => act('Choose', changeSettings(fields));
  return (
    <CalendarField settings={editing.design.settings} set={set} readOnly={readOnly} error={null} />
  );
}

function show({ readOnly = false, calendar = null as string | null } = {}) {
  const drawn = changeSettings({ calendar })(makeDesign());
  renderScreen(
    <DesignerBench design={drawn} readOnly={readOnly} onDesign={(next) => (design = next)}>
      <Calendar />
      <LadderFields error={null} />
    </DesignerBench>,
  );
}

const undo = () => userEvent.click(screen.getByRole('button', { name: 'Undo' }));
const rung = (nth: number) =>
  within(screen.getByRole('group', { name: RegExp(`^Warning ${nth}`) }));

async function choose(option: RegExp) {
  await userEvent.click(screen.getByRole('combobox', { name: 'Calendar' }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

it('chooses a calendar by its name, zone and hours', async () => {
  show();

  await choose(/^Manila \(Asia\/Manila, 40 h a week\)$/);

  expect(design.settings.calendar).toBe('manila');
});

it('goes back to every hour, and undoes that', async () => {
  show({ calendar: 'manila' });

  await choose(/every hour counts/);
  expect(design.settings.calendar).toBeNull();

  await undo();
  expect(design.settings.calendar).toBe('manila');
});

it('adds a warning, changes it, removes it, and undoes each alone', async () => {
  show();

  await userEvent.click(screen.getByRole('button', { name: 'Add a warning' }));
  await userEvent.selectOptions(rung(3).getByRole('combobox', { name: 'Counted from' }), 'before');
  await userEvent.click(screen.getByRole('button', { name: 'Remove: 75 % of the time' }));

  const added = { percent: null, minutes: -90, tell: ['assignee'], escalate: false };
  expect(design.settings.ladder).toEqual([DEFAULT_LADDER[1], added]);
  await undo();
  expect(design.settings.ladder).toEqual([...DEFAULT_LADDER, added]);
  await undo();
  await undo();
  expect(design.settings.ladder).toBe(DEFAULT_LADDER);
});

it('keeps what makes no sense out of the draft and says why at the field', async () => {
  show();
  const amount = rung(1).getByRole('textbox', { name: 'When' });

  await userEvent.clear(amount);
  expect(amount).toBeInvalid();
  await userEvent.type(amount, '100');
  expect(rung(1).getByText('There is one at this time already')).toBeVisible();
  expect(design.settings.ladder.map(({ percent }) => percent)).toEqual([10, 100]);

  await userEvent.clear(amount);
  await userEvent.type(amount, '60');
  expect(amount).toBeValid();
  expect(design.settings.ladder.map(({ percent }) => percent)).toEqual([60, 100]);
});

it('never lets a warning tell nobody', async () => {
  show();
  const tells = rung(1).getByRole('combobox', { name: 'Tells' });

  await userEvent.type(tells, '{Backspace}{Backspace}');
  expect(rung(1).getByText('Somebody must be told, or the work handed up')).toBeVisible();
  expect(design.settings.ladder[0]?.tell).toEqual(['assignee']);

  await userEvent.click(rung(1).getByRole('switch', { name: /Hands the work up/ }));
  expect(design.settings.ladder[0]).toMatchObject({ tell: [], escalate: true });
});

it('keeps the breach where it is and offers the way back to the usual', async () => {
  show();
  expect(rung(2).queryByRole('textbox', { name: 'When' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Remove: 100 % of the time' })).toBeNull();
  const reset = screen.getByRole('button', { name: 'Back to the usual ones' });
  expect(reset).toBeDisabled();

  await userEvent.click(rung(2).getByRole('switch', { name: /Hands the work up/ }));
  await userEvent.click(reset);

  expect(design.settings.ladder).toEqual(DEFAULT_LADDER);
});

it('only shows it to whoever may not change it', () => {
  show({ readOnly: true });

  expect(screen.queryByRole('button', { name: 'Add a warning' })).toBeNull();
  expect(rung(1).getByRole('textbox', { name: 'When' })).toHaveAttribute('readonly');
  expect(makeDesign().settings.ladder).toEqual(design.settings.ladder);
});
