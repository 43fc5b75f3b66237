import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

import { t } from '@/shared/lib/i18n';

import { LEAST_REST, WIDTHS, layoutOf, placed, resized, type TableColumn } from '../table-columns';
import classes from './task-table.module.css';

interface TableHeadProps {
  columns: TableColumn[];
  ordering: string;
  onOrder: (ordering: string) => void;
  /** Other places or widths, for this person alone. */
  onArrange: (columns: TableColumn[]) => void;
}

export function TableHead({ columns, ordering, onOrder, onArrange }: TableHeadProps) {
  const head = useRef<HTMLDivElement>(null);
  const [carried, setCarried] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [said, say] = useState('');

  function put(name: string, at: number) {
    const next = placed(columns, name, at);
    const place = next.findIndex((one) => one.name === name);
    if (columns[place]?.name === name) return;
    onArrange(next);
    say(
      t('columns.moved', {
        column: next[place]?.label ?? '',
        place: place + 1,
        count: next.length,
      }),
    );
  }

  /** Show a width at once; the rows follow their frame without being drawn again. */
  function tryOut(next: TableColumn[]) {
    const frame = head.current?.parentElement;
    for (const [name, value] of Object.entries(layoutOf(next))) {
      frame?.style.setProperty(name, String(value));
    }
  }

  return (
    <div ref={head} className={classes.head}>
      <span role="status" className="visually-hidden">
        {said}
      </span>
      {columns.map((column, index) => (
        <div
          key={column.name}
          className={classes.heading}
          data-column={column.name}
          data-over={(carried && over === column.name && carried !== over) || undefined}
          onDragOver={(event) => {
            if (!carried) return;
            event.preventDefault();
            setOver(column.name);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (carried) put(carried, index);
          }}
        >
          <Grip
            column={column}
            onCarry={(carries) => {
              setCarried(carries ? column.name : null);
              if (!carries) setOver(null);
            }}
            onMove={(by) => put(column.name, index + by)}
          />
          <Name column={column} ordering={ordering} onOrder={onOrder} />
          <Edge
            column={column}
            onTry={(width) => tryOut(resized(columns, column.name, width))}
            onResize={(width) => onArrange(resized(columns, column.name, width))}
          />
        </div>
      ))}
    </div>
  );
}

interface GripProps {
  column: TableColumn;
  onCarry: (carries: boolean) => void;
  onMove: (by: -1 | 1) => void;
}

/** Where a column is taken to be carried; with arrow keys it goes by itself. */
function Grip({ column, onCarry, onMove }: GripProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    onMove(event.key === 'ArrowLeft' ? -1 : 1);
  }
  return (
    <button
      type="button"
      className={classes.grip}
      draggable
      aria-label={t('columns.move', { column: column.label })}
      title={t('columns.moveHint')}
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', column.label);
        onCarry(true);
      }}
      onDragEnd={() => onCarry(false)}
    >
      <IconGripVertical size={12} aria-hidden />
    </button>
  );
}

/** By which word of the service a column sorts. */
const ORDERINGS: Record<string, string> = {
  sla: 'sla_deadline',
  created: 'created_at',
  number: 'task_id',
};

interface NameProps {
  column: TableColumn;
  ordering: string;
  onOrder: (ordering: string) => void;
}

function Name({ column, ordering, onOrder }: NameProps) {
  const word = ORDERINGS[column.name];
  if (!word) return <span className={classes.name}>{column.label}</span>;
  const rising = ordering === word;
  const falling = ordering === `-${word}`;
  const IconComponent = falling ? IconArrowDown : IconArrowUp;
  return (
    <button
      type="button"
      className={classes.sort}
      aria-pressed={rising || falling}
      onClick={() => onOrder(rising ? `-${word}` : word)}
    >
      {column.label}
      {(rising || falling) && <IconComponent size={13} aria-hidden />}
      {(rising || falling) && (
        <span className="visually-hidden">{t(falling ? 'inbox.falling' : 'inbox.rising')}</span>
      )}
    </button>
  );
}

interface EdgeProps {
  column: TableColumn;
  onTry: (width: number) => void;
  onResize: (width: number) => void;
}

const KEY_PIXELS = 16;

/** The right edge of a column: drawn aside, or moved by arrow keys. */
function Edge({ column, onTry, onResize }: EdgeProps) {
  const begun = useRef<{ at: number; width: number } | null>(null);
  const widthNow = (edge: HTMLElement) =>
    column.width ?? Math.round(edge.parentElement?.getBoundingClientRect().width ?? WIDTHS.min);

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    begun.current = { at: event.clientX, width: widthNow(event.currentTarget) };
  }
  const drawn = (event: PointerEvent) =>
    begun.current && begun.current.width + event.clientX - begun.current.at;

  function onPointerUp(event: PointerEvent) {
    const width = drawn(event);
    begun.current = null;
    if (width !== null && width !== column.width) onResize(width);
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const by = event.key === 'ArrowLeft' ? -KEY_PIXELS : KEY_PIXELS;
    onResize(widthNow(event.currentTarget) + by);
  }

  return (
    // A separator that can be moved takes the focus (WAI-ARIA, window splitter).
    <span
      role="separator"
      tabIndex={0}
      className={classes.edge}
      aria-orientation="vertical"
      aria-label={t('columns.resize', { column: column.label })}
      aria-valuemin={WIDTHS.min}
      aria-valuemax={WIDTHS.max}
      aria-valuenow={column.width ?? LEAST_REST}
      aria-valuetext={column.width ? undefined : t('views.rest')}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        const width = drawn(event);
        if (width !== null) onTry(width);
      }}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    />
  );
}
