import { t } from '@/shared/lib/i18n';

import type { Graph } from '../graph';

interface GraphOutlineProps {
  graph: Graph;
  current?: string | null;
}

/** The workflow in words: each step with its role and its ways out. */
export function GraphOutline({ graph, current }: GraphOutlineProps) {
  const names = new Map(graph.steps.map((step) => [step.key, step.name]));
  return (
    <ol className="visually-hidden" aria-label={t('graph.outline')}>
      {graph.steps.map((step) => (
        <li key={step.key} aria-current={step.key === current ? 'step' : undefined}>
          {t('graph.stepWithRole', { step: step.name, role: step.role })}
          <ul>
            {graph.transitions
              .filter(({ from }) => from === step.key)
              .map(({ key, label, to }) => (
                <li key={key}>
                  {t('graph.way', { label, target: (to && names.get(to)) ?? t('graph.end') })}
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
