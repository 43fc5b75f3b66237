import { designerCanvas } from './en-designer-canvas';
import { designerInspector } from './en-designer-inspector';
import { designerPublishing } from './en-designer-publishing';
import { designerTrial } from './en-designer-trial';

/** Texts of the workflow designer. */
export const designer = {
  newWorkflow: {
    open: 'New workflow',
    empty: 'Empty workflow',
    template: 'From a template',
    import: 'Import a file',
    name: 'Name',
    create: 'Create',
    which: 'Template',
    importIt: 'Import',
    file: 'File',
    fileHint: 'A workflow exported from TTS, as JSON.',
    unreadable: 'This is not a file of JSON.',
    wouldCreate: '“{name}” would be a new draft.',
    wouldRefuse: '“{name}” cannot be imported.',
    holds: '{steps} steps, {transitions} ways',
    nameTaken: 'There is a workflow of this name already.',
    clone: 'Clone',
    cloneTitle: 'Clone {name}',
    copyOf: '{name} (copy)',
    design: 'Open in the designer',
    look: 'Look closer',
  },
  designer: {
    ...designerCanvas,
    ...designerPublishing,
    ...designerTrial,
    ...designerInspector,
  },
} as const;
