import { Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import type { SaveState } from '../api/autosave';
import type { Saved } from '../api/fetch-saved';
import { useDesigner } from '../hooks/designer-context';
import classes from './designer.module.css';
import { SaveIndicator } from './save-indicator';
import { Toolbar } from './toolbar';

interface DesignerHeadProps {
  state: SaveState;
  saved: Saved;
  onSave: () => Promise<boolean>;
}

/** Name, where the draft stands, and what can be done with all of it. */
export function DesignerHead({ state, saved, onSave }: DesignerHeadProps) {
  const { editing, readOnly } = useDesigner();
  const { version_number: deployed } = saved.workflow;
  return (
    <header className={classes.head} role="presentation">
      <h1 className={classes.title} style={{ margin: 0 }}>
        {editing.design.settings.name}
      </h1>
      <Text size="xs" c="dimmed">
        {deployed === null
          ? t('designer.neverPublished')
          : t('designer.basedOn', { version: deployed })}
      </Text>
      {!readOnly && <SaveIndicator state={state} onRetry={() => void onSave()} />}
      <span className={classes.spring} />
      {!readOnly && <Toolbar />}
    </header>
  );
}
