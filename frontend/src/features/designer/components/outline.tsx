import { useRef, type KeyboardEvent } from 'react';

import { t } from '@/shared/lib/i18n';

import { stepOf, waysFrom, type Step, type Way } from '../document/design';
import { stepRef, wayRef, WORKFLOW } from '../document/elements';
import { useDesigner } from '../hooks/designer-context';
import { OutlineMenu } from './outline-menu';
import { OutlineRow } from './outline-row';
import classes from './outline.module.css';

const MOVES: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Go to the next or the previous row. */
function onKeyDown(list: HTMLElement | null, event: KeyboardEvent) {
  const by = MOVES[event.key];
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const at = rows.indexOf(event.target as HTMLElement);
  if (!by || at < 0) return;
  event.preventDefault();
  rows[at + by]?.focus();
}

/** The whole workflow as a list: everything the canvas can, without a mouse. */
export function Outline() {
  const { editing, show } = useDesigner();
  const { design, selection } = editing;
  const list = useRef<HTMLUListElement>(null);

  return (
    <nav aria-label={t('designer.outline')} className={classes.outline}>
      <ul ref={list} onKeyDown={(event) => onKeyDown(list.current, event)}>
        <li>
          <OutlineRow
            element={WORKFLOW}
            title={design.settings.name}
            note={t('designer.outlineWorkflow')}
            selected={selection.length === 0 || selection.includes(WORKFLOW)}
            onChoose={() => show(WORKFLOW)}
          />
        </li>
        {design.steps.map((step, index) => (
          <StepItem key={step.key} step={step} nth={index} />
        ))}
      </ul>
    </nav>
  );
}

function StepItem({ step, nth }: { step: Step; nth: number }) {
  const { editing, readOnly, show } = useDesigner();
  const { design, selection } = editing;
  const ref = stepRef(step.key);
  const kind = t(`designer.kind.${step.kind}`);
  const start = step.is_start ? `${t('designer.mark.start')} · ` : '';
  return (
    <li>
      <OutlineRow
        element={ref}
        title={step.name}
        note={`${start}${step.role || kind}`}
        selected={selection.includes(ref)}
        onChoose={() => show(ref)}
        menu={!readOnly && <OutlineMenu step={step} nth={nth} />}
      />
      <ul>
        {waysFrom(design, step.key).map((way) => (
          <WayItem key={way.key} way={way} />
        ))}
      </ul>
    </li>
  );
}

function WayItem({ way }: { way: Way }) {
  const { editing, show } = useDesigner();
  const ref = wayRef(way.key);
  const target = way.to === null ? t('graph.end') : stepOf(editing.design, way.to)?.name;
  return (
    <li>
      <OutlineRow
        element={ref}
        title={`${way.label} → ${target ?? way.to ?? ''}`}
        selected={editing.selection.includes(ref)}
        onChoose={() => show(ref)}
        small
      />
    </li>
  );
}
