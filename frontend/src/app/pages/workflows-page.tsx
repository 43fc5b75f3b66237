import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';

import { NewWorkflowMenu } from '@/features/workflows/components/new-workflow-menu';
import { WorkflowList } from '@/features/workflows/components/workflow-list';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { Page } from '@/shared/ui/page';

export function WorkflowsPage() {
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const searchLater = useDebouncedCallback(
    (text: string) => setParams(text ? { search: text } : {}, { replace: true }),
    250,
  );

  return (
    <Page
      title={t('nav.workflows')}
      actions={
        <>
          <TextInput
            type="search"
            aria-label={t('workflow.search')}
            placeholder={t('workflow.search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            defaultValue={search}
            onChange={(event) => searchLater(event.currentTarget.value.trim())}
          />
          {isAdmin(session) && <NewWorkflowMenu />}
        </>
      }
    >
      <WorkflowList search={search} />
    </Page>
  );
}
