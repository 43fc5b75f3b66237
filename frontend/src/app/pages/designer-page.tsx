import { Skeleton } from '@mantine/core';
import { useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import { useParams } from 'react-router';

import { useOpenDesign } from '@/features/designer/api/use-open-design';
import { Designer } from '@/features/designer/components/designer';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { QueryView } from '@/shared/ui/query-view';

export function DesignerPage() {
  const { workflowId = '' } = useParams();
  return <DesignerOf key={workflowId} workflowId={workflowId} />;
}

function DesignerOf({ workflowId }: { workflowId: string }) {
  const session = useSession();
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const open = useOpenDesign(workflowId);
  useDocumentTitle(open.data?.workflow.name ?? t('app.name'));

  return (
    <QueryView query={open} skeleton={<Skeleton h="100%" />} wholePage>
      {(loaded) => (
        <Designer
          workflowId={workflowId}
          loaded={loaded}
          readOnly={phone || !isAdmin(session)}
          narrow={phone}
        />
      )}
    </QueryView>
  );
}
