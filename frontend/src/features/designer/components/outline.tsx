import { useRef, type KeyboardEvent } from 'react';

import { t } from '@/shared/lib/i18n';

import { stepOf, waysFrom, type Design, type Step, type Way } from '../document/design';
import { stepRef, wayRef, WORKFLOW, type ElementRef } from '../document/elements';
import { useDesigner } from '../hooks/designer-context';
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
  const { editing, problems, readOnly, show } = useDesigner();
  const { design, selection } = editing;
  const list = useRef<HTMLUListElement>(null);
  const selected = new Set(selection);
  const common = (element: ElementRef) => ({
    element,
    selected: selected.has(element),
    found: problems.filter((problem) => problem.element === element).length,
    onShow: show,
  });

  return (
    <nav aria-label={t('designer.outline')} className={classes.outline}>
      <ul ref={list} onKeyDown={(event) => onKeyDown(list.current, event)}>
        <li>
          <OutlineRow
            {...common(WORKFLOW)}
            title={design.settings.name}
            note={t('designer.outlineWorkflow')}
            selected={selection.length === 0 || selected.has(WORKFLOW)}
          />
        </li>
        {design.steps.map((step) => (
          <li key={step.key}>
            <OutlineRow
              {...common(stepRef(step.key))}
              title={step.name}
              note={noteOf(step)}
              menuOf={readOnly ? undefined : step.key}
            />
            <ul>
              {waysFrom(design, step.key).map((way) => (
                <li key={way.key}>
                  <OutlineRow {...common(wayRef(way.key))} title={titleOf(design, way)} small />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function noteOf(step: Step): string {
  const start = step.is_start ? `${t('designer.mark.start')} · ` : '';
  return start + (step.role || t(`designer.kind.${step.kind}`));
}

function titleOf(design: Design, way: Way): string {
  const target = way.to === null ? t('graph.end') : stepOf(design, way.to)?.name;
  return `${way.label} → ${target ?? way.to ?? ''}`;
}
