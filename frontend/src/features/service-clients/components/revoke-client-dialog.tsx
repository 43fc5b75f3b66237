import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';

import { useChangeServiceClient } from '../api/use-service-clients';

interface RevokeClientDialogProps {
  name: string;
  onClose: () => void;
}

export function RevokeClientDialog({ name, onClose }: RevokeClientDialogProps) {
  const change = useChangeServiceClient(name);
  return (
    <ConfirmDialog
      title={t('serviceClients.revokeOf', { name })}
      confirm={t('apiKeys.revoke')}
      dangerous
      pending={change.isPending}
      error={change.error}
      onClose={onClose}
      onConfirm={() =>
        change.mutate(
          { is_active: false },
          {
            onSuccess: () => {
              showSuccess(t('serviceClients.revoked', { name }));
              onClose();
            },
          },
        )
      }
    >
      {t('serviceClients.revokeHint')}
    </ConfirmDialog>
  );
}
