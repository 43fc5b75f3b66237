import { useDesignerKeys } from '../hooks/use-designer-keys';

/** The keys of the designer; a component, as it needs the designer around it. */
export function DesignerKeys() {
  useDesignerKeys();
  return null;
}
