import { Alert, Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useMemo, useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { formatAbsolute } from '@/shared/lib/time';

import type { Saved } from '../api/fetch-saved';
import { useProblems } from '../api/use-problems';
import { useStepRoles } from '../api/use-step-roles';
import type { Design } from '../document/design';
import type { ElementRef } from '../document/elements';
import { layered } from '../document/looks';
import { DesignerContext, type DesignerTools } from '../hooks/designer-context';
import { useAutosave } from '../hooks/use-autosave';
import { useEditing } from '../hooks/use-editing';
import { useLeaveWarning } from '../hooks/use-leave-warning';
import { useHeadCounts, useProblemLooks } from '../hooks/use-looks';
import { useRecovered } from '../hooks/use-recovered';
import { Canvas } from './canvas';
import { ConflictDialog } from './conflict-dialog';
import classes from './designer.module.css';
import { DesignerHead } from './designer-head';
import { DesignerKeys } from './designer-keys';
import { EmptyHint } from './empty-hint';
import { Inspector } from './inspector/inspector';
import { Outline } from './outline';
import { Palette } from './palette';
import { ProblemsPanel } from './problems-panel';

interface DesignerProps {
  workflowId: string;
  loaded: Saved;
  readOnly: boolean;
}

const NO_PROBLEMS: DesignerTools['problems'] = [];

/** The whole screen around one draft. */
export function Designer({ workflowId, loaded, readOnly }: DesignerProps) {
  const recovered = useRecovered(workflowId, loaded, readOnly);
  const { editing, act, ...tools } = useEditing(recovered.start);
  const { design } = editing;
  const { autosave, state, saved } = useAutosave(
    workflowId,
    recovered.saved,
    design,
    !readOnly,
    recovered.stale,
  );
  const problems = useProblems(workflowId, saved.version).data ?? NO_PROBLEMS;
  const roles = useStepRoles().data;
  const [shown, setShown] = useState<{ element: ElementRef } | null>(null);
  const [problemsOpen, setProblemsOpen] = useState(true);
  const heads = useHeadCounts(design, roles);
  const marks = useProblemLooks(problems);
  const looks = useMemo(() => layered(heads, marks), [heads, marks]);
  useLeaveWarning(state.is !== 'saved');

  const { select } = tools;
  const context: DesignerTools = {
    ...tools,
    workflowId,
    readOnly,
    editing,
    problems,
    act,
    show: (element) => {
      select([element]);
      setShown({ element });
    },
  };

  function resolve(theirs: Saved, next: Design, how: 'theirs' | 'mine' | 'merged') {
    act(t(`designer.conflict.did.${how}`), () => next);
    autosave.rebase(theirs, next);
  }

  return (
    <DesignerContext value={context}>
      <DesignerKeys />
      <div className={classes.designer}>
        <DesignerHead state={state} saved={saved} onSave={() => autosave.flush()} />
        {!readOnly && (
          <div className={classes.left}>
            <Palette />
            <Outline />
          </div>
        )}
        <div className={classes.middle}>
          {recovered.at !== null && (
            <Alert
              className={classes.recovered}
              radius={0}
              p="xs"
              icon={<IconHistory size={18} />}
              title={t('designer.recovered', {
                at: formatAbsolute(new Date(recovered.at).toISOString()),
              })}
            >
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => act(t('designer.did.discard'), () => loaded.design)}
              >
                {t('designer.discardRecovered')}
              </Button>
            </Alert>
          )}
          <div className={classes.board}>
            <Canvas looks={looks} shown={shown} />
            {design.steps.length === 0 && <EmptyHint />}
          </div>
          <ProblemsPanel opened={problemsOpen} onToggle={() => setProblemsOpen(!problemsOpen)} />
        </div>
        <div className={classes.right}>
          <Inspector error={state.is === 'refused' ? state.error : null} />
        </div>
      </div>
      {state.is === 'stale' && (
        <ConflictDialog
          base={saved.design}
          mine={design}
          theirs={state.theirs}
          onResolve={(next, how) => resolve(state.theirs, next, how)}
        />
      )}
    </DesignerContext>
  );
}
