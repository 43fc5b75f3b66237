import type { Translation } from './catalogue';
import type { workflowTexts as english } from './en-workflow';

export const workflowTexts: Translation<typeof english> = {
  workflow: {
    search: 'Workflows durchsuchen',
    all: 'Alle Workflows',
    none: 'Keine Workflows',
    noneHint: 'Hier stehen bereitgestellte Workflows.',
    noneMatching: 'Versuchen Sie andere Wörter.',
    version: 'Version {version}',
    status: {
      draft: 'Entwurf',
      initialized: 'Geprüft',
      deployed: 'Bereitgestellt',
      paused: 'Pausiert',
      archived: 'Archiviert',
    },
    category: 'Kategorie',
    subCategory: 'Unterkategorie',
    department: 'Abteilung',
    anyDepartment: 'Jede',
    coordinator: 'Rolle für die Koordination',
    endLogic: 'Am Ende',
    end: {
      none: 'Sonst geschieht nichts',
      notification: 'Koordination und anfragende Person werden benachrichtigt',
      asset: 'AMS wird benachrichtigt',
      budget: 'BMS wird benachrichtigt',
    },
  },
  graph: {
    drawing: 'Zeichnung des Workflows',
    outline: 'Schritte des Workflows',
    end: 'Ende',
    stepWithRole: '{step} ({role})',
    way: '{label}: {target}',
    labels: {
      node: 'Enter oder Leertaste wählt den Schritt aus, Escape hebt die Auswahl auf.',
      moved: 'Verschoben nach {x}, {y}.',
      way: 'Enter oder Leertaste wählt den Übergang aus, Escape hebt die Auswahl auf.',
      handle: 'Anschlusspunkt',
      controls: 'Zeichnung betrachten',
      zoomIn: 'Vergrößern',
      zoomOut: 'Verkleinern',
      fit: 'Alles zeigen',
    },
  },
};
