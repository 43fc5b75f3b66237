import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { t } from '@/shared/lib/i18n';

import type { ElementRef } from '../document/elements';
import { useDesigner } from '../hooks/designer-context';
import classes from './outline.module.css';

interface OutlineRowProps {
  element: ElementRef;
  title: string;
  note?: string;
  selected: boolean;
  small?: boolean;
  onChoose: () => void;
  menu?: ReactNode;
}

export function OutlineRow(props: OutlineRowProps) {
  const { element, title, note, selected, small, onChoose, menu } = props;
  const { problems } = useDesigner();
  const found = problems.filter((problem) => problem.element === element).length;
  return (
    <div className={classes.row} data-small={small || undefined}>
      <UnstyledButton
        className={classes.choose}
        data-row
        aria-current={selected || undefined}
        onClick={onChoose}
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
      {menu}
    </div>
  );
}
