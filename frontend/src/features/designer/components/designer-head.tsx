import { Anchor, Button, Text } from '@mantine/core';
import { IconActivity, IconArrowLeft, IconRocket } from '@tabler/icons-react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';

import type { SaveState } from '../api/autosave';
import type { Saved } from '../api/fetch-saved';
import { useDesigner } from '../hooks/designer-context';
import classes from './designer.module.css';
import { Editors } from './editors';
import { MoreMenu } from './more-menu';
import { SaveIndicator } from './save-indicator';
import { Toolbar } from './toolbar';

interface DesignerHeadProps {
  state: SaveState;
  saved: Saved;
  live: boolean;
  onLive: (live: boolean) => void;
  onSave: () => void;
  onPublish: () => void;
  onMoved: (workflow: Saved['workflow']) => void;
}

/** Name, where the draft stands, and what can be done with all of it. */
export function DesignerHead(props: DesignerHeadProps) {
  const { state, saved, live, onLive, onSave, onPublish, onMoved } = props;
  const { editing, readOnly, workflowId } = useDesigner();
  const { version_number: published } = saved.workflow;
  return (
    <div className={classes.head}>
      <Anchor
        component={Link}
        to={`/workflows/${workflowId}`}
        aria-label={t('designer.back')}
        lh={1}
      >
        <IconArrowLeft size={18} aria-hidden />
      </Anchor>
      <h1 className={classes.title}>{editing.design.settings.name}</h1>
      <Text size="xs" c="dimmed">
        {published === null
          ? t('designer.neverPublished')
          : t('designer.basedOn', { version: published })}
      </Text>
      {!readOnly && <SaveIndicator state={state} onRetry={onSave} />}
      <Editors />
      <span className={classes.spring} />
      {!readOnly && <Toolbar />}
      <Button
        size="xs"
        variant={live ? 'light' : 'default'}
        aria-pressed={live}
        leftSection={<IconActivity size={15} aria-hidden />}
        onClick={() => onLive(!live)}
      >
        {t('designer.live.show')}
      </Button>
      {!readOnly && (
        <Button
          size="xs"
          leftSection={<IconRocket size={15} aria-hidden />}
          disabled={saved.workflow.status === 'archived'}
          onClick={onPublish}
        >
          {t('designer.publish.open')}
        </Button>
      )}
      <MoreMenu saved={saved} onMoved={onMoved} />
    </div>
  );
}
