import { Button, Menu } from '@mantine/core';
import { IconFileImport, IconPlus, IconTemplate } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';

import { ImportDialog } from './import-dialog';
import { NameDialog } from './name-dialog';
import { TemplateDialog } from './template-dialog';

const DIALOGS = { empty: EmptyDialog, template: TemplateDialog, import: ImportDialog };
type Kind = keyof typeof DIALOGS;

/** A new workflow: empty, from a template, or from a file. */
export function NewWorkflowMenu() {
  const [kind, setKind] = useState<Kind | null>(null);
  const Dialog = kind && DIALOGS[kind];
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <Button leftSection={<IconPlus size={16} aria-hidden />}>{t('newWorkflow.open')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setKind('empty')}
          >
            {t('newWorkflow.empty')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTemplate size={16} aria-hidden />}
            onClick={() => setKind('template')}
          >
            {t('newWorkflow.template')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={() => setKind('import')}
          >
            {t('newWorkflow.import')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {Dialog && <Dialog onClose={() => setKind(null)} />}
    </>
  );
}

function EmptyDialog({ onClose }: { onClose: () => void }) {
  return (
    <NameDialog
      title={t('newWorkflow.empty')}
      originOf={(name) => ({ from: 'nothing', name })}
      onClose={onClose}
    />
  );
}
