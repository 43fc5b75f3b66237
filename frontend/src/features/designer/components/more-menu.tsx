import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArchive,
  IconDots,
  IconDownload,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';

import { unwrap, workflowService } from '@/api/client';
import { t } from '@/shared/lib/i18n';
import { saveFile } from '@/shared/lib/save-file';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import type { Saved } from '../api/fetch-saved';
import { ofWorkflow } from '../api/params';
import { useLifecycle, type Move } from '../api/use-lifecycle';
import { useDesigner } from '../hooks/designer-context';

interface MoreMenuProps {
  saved: Saved;
  onMoved: (workflow: Saved['workflow']) => void;
}

async function exportDraft(id: string, name: string) {
  const document = await unwrap(
    workflowService.GET('/workflows/{workflow_id}/export/', { params: ofWorkflow(id) }),
  );
  saveFile(`${name}.json`, JSON.stringify(document, null, 2));
}

/** Export, pause, resume, archive. */
export function MoreMenu({ saved, onMoved }: MoreMenuProps) {
  const { workflowId, readOnly } = useDesigner();
  const lifecycle = useLifecycle(workflowId);
  const { status, key } = saved.workflow;

  function move(to: Move, said: string) {
    lifecycle.mutate(
      { move: to, version: saved.version },
      {
        onSuccess: (workflow) => {
          onMoved(workflow);
          showSuccess(said);
        },
        onError: showFailure,
      },
    );
  }

  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t('designer.more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void exportDraft(workflowId, key).catch(showFailure)}
        >
          {t('designer.export')}
        </Menu.Item>
        {!readOnly && status === 'deployed' && (
          <Menu.Item
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            onClick={() => move('pause', t('designer.paused'))}
          >
            {t('designer.pause')}
          </Menu.Item>
        )}
        {!readOnly && status === 'paused' && (
          <Menu.Item
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => move('resume', t('designer.resumed'))}
          >
            {t('designer.resume')}
          </Menu.Item>
        )}
        {!readOnly && status !== 'archived' && (
          <Menu.Item
            leftSection={<IconArchive size={16} aria-hidden />}
            onClick={() => move('archive', t('designer.archived'))}
          >
            {t('designer.archive')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
