import { Button, Group } from '@mantine/core';
import { IconCopyPlus, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';

import type { components } from '@/api/workflow';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';

import { NameDialog } from './name-dialog';

/** What can be done with a workflow from its page. */
export function WorkflowActions({
  workflow,
}: {
  workflow: components['schemas']['WorkflowOutput'];
}) {
  const admin = isAdmin(useSession());
  const [cloning, setCloning] = useState(false);
  return (
    <Group gap="xs">
      {admin && (
        <Button
          variant="default"
          leftSection={<IconCopyPlus size={16} aria-hidden />}
          onClick={() => setCloning(true)}
        >
          {t('newWorkflow.clone')}
        </Button>
      )}
      <Button
        component={Link}
        to={`/workflows/${workflow.id}/design`}
        leftSection={<IconPencil size={16} aria-hidden />}
      >
        {t(admin ? 'newWorkflow.design' : 'newWorkflow.look')}
      </Button>
      {cloning && (
        <NameDialog
          title={t('newWorkflow.cloneTitle', { name: workflow.name })}
          suggested={t('newWorkflow.copyOf', { name: workflow.name })}
          originOf={(name) => ({ from: 'workflow', id: workflow.id, name })}
          onClose={() => setCloning(false)}
        />
      )}
    </Group>
  );
}
