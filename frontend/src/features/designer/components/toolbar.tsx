import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCopy,
  IconHierarchy2,
  IconTrash,
  type Icon,
} from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import { useDesigner } from '../hooks/designer-context';
import { useDrawing } from '../hooks/use-drawing';
import classes from './designer.module.css';

interface ToolProps {
  label: string;
  icon: Icon;
  disabled?: boolean;
  onClick: () => void;
}

function Tool({ label, icon: IconComponent, disabled, onClick }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size="lg"
        className={classes.tool}
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
      >
        <IconComponent size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Undo, redo, tidy, duplicate, delete. */
export function Toolbar() {
  const { editing, undo, redo } = useDesigner();
  const { duplicate, removeAll, tidy } = useDrawing();
  const { past, future, selection } = editing;
  const none = selection.length === 0;
  return (
    <div role="toolbar" aria-label={t('designer.tools')} style={{ display: 'flex' }}>
      <Tool
        icon={IconArrowBackUp}
        label={t('designer.undo', { what: past.at(-1)?.name ?? '' })}
        disabled={past.length === 0}
        onClick={undo}
      />
      <Tool
        icon={IconArrowForwardUp}
        label={t('designer.redo', { what: future.at(-1)?.name ?? '' })}
        disabled={future.length === 0}
        onClick={redo}
      />
      <Tool icon={IconHierarchy2} label={t('designer.tidy')} onClick={tidy} />
      <Tool icon={IconCopy} label={t('designer.duplicate')} disabled={none} onClick={duplicate} />
      <Tool
        icon={IconTrash}
        label={t('designer.remove')}
        disabled={none}
        onClick={() => removeAll()}
      />
    </div>
  );
}
