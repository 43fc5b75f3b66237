import { ActionIcon, Checkbox, Group, NumberInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useArrange } from '../api/use-columns';
import { COLUMN_NAMES, moved, type Arrangement, type Column } from '../views';
import classes from './columns-dialog.module.css';

interface ColumnsDialogProps {
  view: string;
  columns: Column[];
  density: Arrangement['density'];
  onClose: () => void;
}

const WIDTHS = { min: 40, max: 800 };

/** Which columns, in which order, how wide: for oneself alone. */
export function ColumnsDialog({ view, columns, density, onClose }: ColumnsDialogProps) {
  const arrange = useArrange(view);
  const [shown, setShown] = useState(columns);
  const hidden = COLUMN_NAMES.filter((name) => !shown.some((column) => column.name === name));

  function resize(name: string, width: number | undefined) {
    setShown(shown.map((column) => (column.name === name ? { name: column.name, width } : column)));
  }

  return (
    <FormDialog
      title={t('views.columns')}
      submit={t('views.apply')}
      pending={arrange.isPending}
      error={arrange.error}
      incomplete={shown.length === 0}
      onSubmit={() => arrange.mutate({ columns: shown, density }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <ol className={classes.columns}>
        {shown.map((column, index) => {
          const label = t(`views.column.${column.name}`);
          return (
            <li key={column.name}>
              <Checkbox
                checked
                label={label}
                onChange={() => setShown(shown.filter(({ name }) => name !== column.name))}
              />
              <Group gap={4} wrap="nowrap">
                <NumberInput
                  size="xs"
                  w={92}
                  {...WIDTHS}
                  allowDecimal={false}
                  aria-label={t('views.widthOf', { column: label })}
                  placeholder={t('views.rest')}
                  value={column.width ?? ''}
                  onChange={(width) =>
                    resize(column.name, typeof width === 'number' ? width : undefined)
                  }
                />
                <ActionIcon
                  variant="subtle"
                  disabled={index === 0}
                  aria-label={t('views.earlier', { column: label })}
                  onClick={() => setShown(moved(shown, column.name, -1))}
                >
                  <IconArrowUp size={15} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  disabled={index === shown.length - 1}
                  aria-label={t('views.later', { column: label })}
                  onClick={() => setShown(moved(shown, column.name, 1))}
                >
                  <IconArrowDown size={15} />
                </ActionIcon>
              </Group>
            </li>
          );
        })}
        {hidden.map((name) => (
          <li key={name}>
            <Checkbox
              checked={false}
              label={t(`views.column.${name}`)}
              onChange={() => setShown([...shown, { name }])}
            />
          </li>
        ))}
      </ol>
    </FormDialog>
  );
}
