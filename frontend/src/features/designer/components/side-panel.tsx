import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

import { t } from '@/shared/lib/i18n';

import classes from './designer.module.css';

export const PANELS = ['edit', 'try', 'replay', 'versions'] as const;
export type Panel = (typeof PANELS)[number];

export function isPanel(word: string | null): word is Panel {
  return PANELS.some((panel) => panel === word);
}

interface SidePanelProps {
  panel: Panel;
  onPanel: (panel: Panel) => void;
  children: ReactNode;
}

/** Beside the drawing: what is edited, tried, replayed or compared. */
export function SidePanel({ panel, onPanel, children }: SidePanelProps) {
  return (
    <aside className={classes.right} data-panel={panel} aria-label={t('designer.side')}>
      <Tabs value={panel} keepMounted={false} onChange={(next) => isPanel(next) && onPanel(next)}>
        <Tabs.List mb="sm" grow>
          {PANELS.map((each) => (
            <Tabs.Tab key={each} value={each} px={8}>
              {t(`designer.panel.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {PANELS.map((each) => (
          <Tabs.Panel key={each} value={each}>
            {each === panel && children}
          </Tabs.Panel>
        ))}
      </Tabs>
    </aside>
  );
}
