import { Title } from '@mantine/core';
import { useId } from 'react';

import { t } from '@/shared/lib/i18n';

import { stepOf, wayOf, type Design } from '@/features/designer/document/design';
import { stepKeyOf, wayKeyOf, type ElementRef } from '@/features/designer/document/elements';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { SelectionInspector } from './selection-inspector';
import { StepInspector } from './step-inspector';
import { WayInspector } from './way-inspector';
import { WorkflowInspector } from './workflow-inspector';

function contentOf(design: Design, selection: readonly ElementRef[], error: unknown) {
  if (selection.length > 1) {
    return { title: t('designer.inspector.several'), content: <SelectionInspector /> };
  }
  const [element = ''] = selection;
  const step = stepOf(design, stepKeyOf(element));
  if (step) {
    const content = <StepInspector key={step.key} step={step} />;
    return { title: t('designer.inspector.step', { step: step.name }), content };
  }
  const way = wayOf(design, wayKeyOf(element) ?? '');
  if (way) {
    const content = <WayInspector key={way.key} way={way} />;
    return { title: t('designer.inspector.way', { way: way.label }), content };
  }
  return { title: t('designer.inspector.workflow'), content: <WorkflowInspector error={error} /> };
}

/** Everything that can be said about what is selected; without a selection about the workflow. */
export function Inspector({ error }: { error: unknown }) {
  const { editing } = useDesigner();
  const { title, content } = contentOf(editing.design, editing.selection, error);
  const id = useId();
  return (
    <section aria-labelledby={id} data-designer-fields>
      <Title order={2} size="h3" id={id} mb="xs" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      {content}
    </section>
  );
}
