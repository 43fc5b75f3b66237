import { useState, type ReactNode } from 'react';

import type { Problem } from '@/features/designer/api/use-problems';
import type { Design } from '@/features/designer/document/design';
import { DesignerContext, type DesignerTools } from '@/features/designer/hooks/designer-context';
import { useEditing } from '@/features/designer/hooks/use-editing';

import { makeDesign } from './make-design';

interface DesignerBenchProps {
  design?: Design;
  problems?: Problem[];
  readOnly?: boolean;
  onShow?: DesignerTools['show'];
  /** Told each state of the draft. */
  onDesign?: (design: Design) => void;
  children: ReactNode;
}

/** A designer around a part of it, with the buttons to undo and redo. */
export function DesignerBench(props: DesignerBenchProps) {
  const { problems = [], readOnly = false, onShow = () => undefined, children } = props;
  const [start] = useState(() => props.design ?? makeDesign());
  const tools = useEditing(start);
  props.onDesign?.(tools.editing.design);
  return (
    <DesignerContext value={{ ...tools, workflowId: '7', readOnly, problems, show: onShow }}>
      {children}
      <button onClick={tools.undo}>Undo</button>
    </DesignerContext>
  );
}
