import { perLanguage, t } from '@/shared/lib/i18n';

/** What a drawing says of its own parts to those who do not see them; for `ariaLabelConfig`. */
export const graphLabels = perLanguage(() => ({
  'node.a11yDescription.default': t('graph.labels.node'),
  'node.a11yDescription.keyboardDisabled': t('graph.labels.node'),
  'node.a11yDescription.ariaLiveMessage': ({ x, y }: { x: number; y: number }) =>
    t('graph.labels.moved', { x, y }),
  'edge.a11yDescription.default': t('graph.labels.way'),
  'controls.ariaLabel': t('graph.labels.controls'),
  'controls.zoomIn.ariaLabel': t('graph.labels.zoomIn'),
  'controls.zoomOut.ariaLabel': t('graph.labels.zoomOut'),
  'controls.fitView.ariaLabel': t('graph.labels.fit'),
  'handle.ariaLabel': t('graph.labels.handle'),
}));
