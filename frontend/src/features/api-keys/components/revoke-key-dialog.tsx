import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';

import { useRevokeApiKey } from '../api/use-change-api-key';
import type { ApiKey } from '../api-keys';

interface RevokeKeyDialogProps {
  apiKey: ApiKey;
  onClose: () => void;
}

export function RevokeKeyDialog({ apiKey, onClose }: RevokeKeyDialogProps) {
  const revoke = useRevokeApiKey(apiKey.id);
  const { name } = apiKey;
  return (
    <ConfirmDialog
      title={t('apiKeys.revokeOf', { name })}
      confirm={t('apiKeys.revoke')}
      dangerous
      pending={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onConfirm={() =>
        revoke.mutate(undefined, {
          onSuccess: () => {
            showSuccess(t('apiKeys.revoked', { name }));
            onClose();
          },
        })
      }
    >
      {t('apiKeys.revokeHint')}
    </ConfirmDialog>
  );
}
