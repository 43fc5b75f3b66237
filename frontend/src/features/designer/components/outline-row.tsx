import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { memo } from 'react';

import { t } from '@/shared/lib/i18n';

import type { ElementRef } from '../document/elements';
import { OutlineMenu } from './outline-menu';
import classes from './outline.module.css';

interface OutlineRowProps {
  element: ElementRef;
  title: string;
  note?: string;
  selected: boolean;
  /** How many problems the element has. */
  found: number;
  small?: boolean;
  /** Key of the step whose actions are offered. */
  menuOf?: string;
  onShow: (element: ElementRef) => void;
}

/** Drawn again only when something about this row changes: a workflow may have hundreds. */
export const OutlineRow = memo(function OutlineRow(props: OutlineRowProps) {
  const { element, title, note, selected, found, small, menuOf, onShow } = props;
  return (
    <div className={classes.row} data-small={small || undefined}>
      <UnstyledButton
        className={classes.choose}
        data-row
        aria-current={selected || undefined}
        onClick={() => onShow(element)}
      >
        <span className={classes.title}>{title}</span>
        {note && <span className={classes.note}>{note}</span>}
        {found > 0 && (
          <span className={classes.found}>
            <IconAlertTriangle size={12} aria-hidden />
            <span className="visually-hidden">{t('designer.problemCount', { count: found })}</span>
            <span aria-hidden>{found}</span>
          </span>
        )}
      </UnstyledButton>
      {menuOf !== undefined && <OutlineMenu stepKey={menuOf} name={title} />}
    </div>
  );
});
