import { Suspense, useMemo, useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { LinesSkeleton } from '@/shared/ui/lines-skeleton';

import { useOperations } from '../api/use-operations';
import { useSimulation } from '../api/use-simulation';
import { useStepRoles } from '../api/use-step-roles';
import { layered } from '../document/looks';
import type { Trial } from '../document/trial';
import { useDesigner } from '../hooks/designer-context';
import { useFieldFocus, type Shown } from '../hooks/use-field-focus';
import type { useDraft } from '../hooks/use-draft';
import { useLiveLooks } from '../hooks/use-live-looks';
import { useHeadCounts, useProblemLooks } from '../hooks/use-looks';
import { useTrialLooks } from '../hooks/use-trial-looks';
import { Canvas } from './canvas';
import { DesignerHead } from './designer-head';
import classes from './designer.module.css';
import { EmptyHint } from './empty-hint';
import { Inspector } from './inspector/inspector';
import {
  ComparedBoard,
  ConflictDialog,
  MigrationDialog,
  PublishDialog,
  RecountDialog,
  ReplayPanel,
  TrialPanel,
  VersionsPanel,
} from './lazy-parts';
import { Outline } from './outline';
import { Palette } from './palette';
import type { Pair } from './panels/versions-panel';
import { ProblemsPanel } from './problems-panel';
import { RecoveredBar } from './recovered-bar';
import { SidePanel, type Panel } from './side-panel';
import { MigrationBar } from './under-way/migration-bar';
import { RecountBar } from './under-way/recount-bar';
import { ReplayBar } from './under-way/replay-bar';

interface DesignerScreenProps {
  draft: ReturnType<typeof useDraft>;
  /** What to bring into view. */
  shown: Shown | null;
  panel: Panel;
  onPanel: (panel: Panel) => void;
}

/** Head, palette and outline, canvas with problems, and the panel beside it. */
export function DesignerScreen({ draft, shown, panel, onPanel }: DesignerScreenProps) {
  const { workflowId, editing, problems, readOnly } = useDesigner();
  const { autosave, state, saved } = draft;
  const published = saved.workflow.version_number;
  const [live, setLive] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const [moving, setMoving] = useState<{ to: number; begun?: number } | null>(null);
  const [recounting, setRecounting] = useState<number | null>(null);
  const [problemsOpen, setProblemsOpen] = useState(true);
  const [trial, setTrial] = useState<{ trial: Trial | null; at: number }>({ trial: null, at: 0 });
  const [chosenPair, setPair] = useState<Pair | null>(null);
  const pair =
    chosenPair ?? (published === null ? null : { from: published, to: 'draft' as const });

  const trying = panel === 'try' ? trial.trial : null;
  // A problem may lead to a field of an operation's request.
  const { isPending: asksForOperations } = useOperations();
  useFieldFocus(shown, panel === 'edit' && !asksForOperations);
  const simulation = useSimulation(workflowId, saved.version, trying);
  const heads = useHeadCounts(editing.design, useStepRoles().data);
  const marks = useProblemLooks(problems);
  const lively = useLiveLooks(workflowId, live);
  const tried = useTrialLooks(trying ? simulation.data : undefined, trial.at);
  const looks = useMemo(() => layered(heads, marks, lively, tried), [heads, marks, lively, tried]);

  async function publish() {
    if (await autosave.flush()) setPublishing(true);
  }

  const panels = {
    edit: () => <Inspector error={state.is === 'refused' ? state.error : null} />,
    try: () => (
      <TrialPanel
        draftVersion={saved.version}
        trial={trial.trial}
        at={trial.at}
        onChange={(next, at) => setTrial({ trial: next, at })}
      />
    ),
    replay: () => <ReplayPanel onStart={() => autosave.flush()} />,
    versions: () => (
      <VersionsPanel
        draftVersion={saved.version}
        pair={pair ?? { from: 'draft', to: 'draft' }}
        onCompare={setPair}
        published={published}
        onMove={(to) => setMoving({ to })}
        onRecount={setRecounting}
        onRestored={(restored) =>
          draft.rebase(restored, restored.design, t('designer.did.restore'))
        }
      />
    ),
  };

  return (
    <div className={classes.designer}>
      <DesignerHead
        state={state}
        saved={saved}
        live={live}
        onLive={setLive}
        onSave={() => void autosave.flush()}
        onPublish={() => void publish()}
        onMoved={(workflow) => autosave.accept(workflow)}
      />
      <div className={classes.left}>
        {!readOnly && <Palette />}
        <Outline />
      </div>
      <div className={classes.middle}>
        {draft.recoveredAt !== null && (
          <RecoveredBar at={draft.recoveredAt} onDiscard={draft.discard} />
        )}
        <MigrationBar onShow={({ id, to_version: to }) => setMoving({ to, begun: id })} />
        <RecountBar />
        {panel !== 'replay' && <ReplayBar onShow={() => onPanel('replay')} />}
        <div className={classes.board}>
          <Suspense>
            {panel === 'versions' && pair ? (
              <ComparedBoard pair={pair} />
            ) : (
              <Canvas looks={looks} shown={shown} />
            )}
          </Suspense>
          {editing.design.steps.length === 0 && <EmptyHint />}
        </div>
        <ProblemsPanel opened={problemsOpen} onToggle={() => setProblemsOpen(!problemsOpen)} />
      </div>
      <SidePanel panel={panel} onPanel={onPanel}>
        <Suspense fallback={<LinesSkeleton />}>{panels[panel]()}</Suspense>
      </SidePanel>
      <Suspense>
        {publishing && (
          <PublishDialog
            version={saved.version}
            onPublished={(workflow, then) => {
              autosave.accept(workflow);
              const { version_number: to } = workflow;
              if (then === 'move' && to !== null) setMoving({ to });
              if (then === 'recount') setRecounting(to);
            }}
            onClose={() => setPublishing(false)}
          />
        )}
        {moving !== null && (
          <MigrationDialog
            toVersion={moving.to}
            begun={moving.begun}
            onClose={() => setMoving(null)}
          />
        )}
        {recounting !== null && (
          <RecountDialog version={recounting} onClose={() => setRecounting(null)} />
        )}
        {state.is === 'stale' && (
          <ConflictDialog
            base={saved.design}
            mine={editing.design}
            theirs={state.theirs}
            onResolve={(next, how) =>
              draft.rebase(state.theirs, next, t(`designer.conflict.did.${how}`))
            }
          />
        )}
      </Suspense>
    </div>
  );
}
