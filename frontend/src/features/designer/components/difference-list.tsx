import { Badge, Text } from '@mantine/core';
import { IconMinus, IconPencil, IconPlus, type Icon } from '@tabler/icons-react';
import { useId } from 'react';

import { t, tWord } from '@/shared/lib/i18n';

import type { Difference } from '../document/differences';
import classes from './difference-list.module.css';
import { toldValue } from './told-value';

const LOOKS: Record<Difference['kind'], { color: string; icon: Icon }> = {
  added: { color: 'teal', icon: IconPlus },
  removed: { color: 'red', icon: IconMinus },
  changed: { color: 'yellow', icon: IconPencil },
};

interface DifferenceListProps {
  title: string;
  changes: readonly Difference[];
  onShow?: (change: Difference) => void;
}

/** Changes in words: what was added, removed, and which fields became what. */
export function DifferenceList({ title, changes, onShow }: DifferenceListProps) {
  const id = useId();
  return (
    <div>
      <Text component="h3" size="sm" fw={620} id={id}>
        {title}
      </Text>
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('designer.change.none')}
        </Text>
      ) : (
        <ul className={classes.list} aria-labelledby={id} tabIndex={0}>
          {changes.map((change) => (
            <li key={`${change.element} ${change.key}`}>
              <ChangeTitle change={change} onShow={onShow} />
              {change.kind === 'changed' && <Fields change={change} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ChangeTitle({ change, onShow }: { change: Difference; onShow?: (c: Difference) => void }) {
  const { color, icon: IconComponent } = LOOKS[change.kind];
  const words = t(`designer.change.${change.element}`, { name: change.name || change.key });
  return (
    <span className={classes.title}>
      <Badge color={color} leftSection={<IconComponent size={12} aria-hidden />}>
        {t(`designer.tone.${change.kind}`)}
      </Badge>
      {onShow ? (
        <button type="button" className={classes.show} onClick={() => onShow(change)}>
          {words}
        </button>
      ) : (
        <span>{words}</span>
      )}
    </span>
  );
}

function Fields({ change }: { change: Difference }) {
  const told = change.fields.filter(({ field }) => field !== 'position');
  const moved = told.length < change.fields.length;
  return (
    <>
      {told.map(({ field, before, after }) => (
        <span key={field} className={classes.field}>
          {tWord('designer.field', field)}: <del>{toldValue(field, before)}</del> →{' '}
          <ins>{toldValue(field, after)}</ins>
        </span>
      ))}
      {moved && <span className={classes.field}>{t('designer.change.moved')}</span>}
    </>
  );
}
