import { UnstyledButton, VisuallyHidden } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { departmentOf, kindOf, marksOf, type Cell, type Kind } from '../coverage';
import { MARK_ICONS, RULE_ICONS, Symbol } from './cell-marks';
import classes from './coverage.module.css';

interface CoverageMatrixProps {
  rows: readonly Kind[];
  departments: readonly string[];
  onOpen: (cell: Cell) => void;
}

/** Kinds of tickets by departments; a cell says who takes them. */
export function CoverageMatrix({ rows, departments, onOpen }: CoverageMatrixProps) {
  return (
    <div
      className={classes.scroll}
      role="region"
      aria-label={t('coverage.matrix')}
      // Whoever has no mouse scrolls it by the arrows.
      tabIndex={0}
    >
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('coverage.kind')}</th>
            {['', ...departments].map((department) => (
              <th key={department} scope="col">
                {department || t('coverage.noDepartment')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell) => (
                <td key={cell.department}>
                  <CellButton cell={cell} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellButton({ cell, onOpen }: { cell: Cell; onOpen: (cell: Cell) => void }) {
  const marks = marksOf(cell);
  return (
    <UnstyledButton
      className={classes.cell}
      data-gap={marks.includes('gap') || undefined}
      aria-haspopup="dialog"
      onClick={() => onOpen(cell)}
    >
      <VisuallyHidden>
        {kindOf(cell)}, {departmentOf(cell)}:{' '}
      </VisuallyHidden>
      <span className={classes.head}>
        <Symbol icon={RULE_ICONS[cell.rule]} tone={cell.rule} />
        <span>{cell.workflow_name ?? t('coverage.rule.none')}</span>
        <VisuallyHidden>
          {cell.rule !== 'none' && t(`coverage.rule.${cell.rule}`)}
          {marks.map((mark) => `, ${t(`coverage.mark.${mark}`)}`).join('')}
        </VisuallyHidden>
        {marks.map((mark) => (
          <Symbol key={mark} icon={MARK_ICONS[mark]} tone={mark} />
        ))}
      </span>
      <span className={classes.facts}>
        {cell.workflow_version !== null && (
          <span>{t('coverage.version', { number: cell.workflow_version })}</span>
        )}
        {cell.volume > 0 && <span>{t('coverage.volume', { count: cell.volume })}</span>}
        {cell.unrouted > 0 && <span>{t('coverage.waiting', { count: cell.unrouted })}</span>}
      </span>
    </UnstyledButton>
  );
}
