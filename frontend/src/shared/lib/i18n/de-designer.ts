import type { Translation } from './catalogue';
import { designerCanvas } from './de-designer-canvas';
import { designerInspector } from './de-designer-inspector';
import { designerPublishing } from './de-designer-publishing';
import { designerTrial } from './de-designer-trial';
import type { designer as english } from './en-designer';

export const designer: Translation<typeof english> = {
  newWorkflow: {
    open: 'Neuer Workflow',
    empty: 'Leerer Workflow',
    template: 'Aus einer Vorlage',
    import: 'Datei importieren',
    name: 'Name',
    create: 'Anlegen',
    which: 'Vorlage',
    importIt: 'Importieren',
    file: 'Datei',
    fileHint: 'Ein aus TTS exportierter Workflow, als JSON.',
    unreadable: 'Das ist keine JSON-Datei.',
    wouldCreate: '„{name}“ würde ein neuer Entwurf.',
    wouldRefuse: '„{name}“ kann nicht importiert werden.',
    holds: '{steps} Schritte, {transitions} Übergänge',
    nameTaken: 'Einen Workflow mit diesem Namen gibt es schon.',
    clone: 'Klonen',
    cloneTitle: '{name} klonen',
    copyOf: '{name} (Kopie)',
    design: 'Im Designer öffnen',
    look: 'Genauer ansehen',
  },
  designer: {
    ...designerCanvas,
    ...designerPublishing,
    ...designerTrial,
    ...designerInspector,
  },
};
