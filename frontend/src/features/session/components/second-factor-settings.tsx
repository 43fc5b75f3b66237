import { Alert, Badge, Button, Stack } from '@mantine/core';
import { IconShieldCheck, IconShieldExclamation } from '@tabler/icons-react';
import { useState } from 'react';

import type { components } from '@/api/auth';
import { t } from '@/shared/lib/i18n';
import { QueryView } from '@/shared/ui/query-view';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row, Rows } from '@/shared/ui/rows';

import { useSecondFactor } from '../api/use-second-factor';
import type { Method } from '../second-factor';
import { AddMethodDialog } from './add-method-dialog';
import { RemoveMethodDialog, RenewCodesDialog } from './password-dialogs';

type Standing = components['schemas']['SecondFactorOutput'];
type Dialog = { name: 'add' | 'remove'; method: Method } | { name: 'renew' };

const METHODS: readonly Method[] = ['totp', 'email'];

/** Which second factors protect one's sign-in, to be set up, renewed and switched off. */
export function SecondFactorSettings() {
  const standing = useSecondFactor();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);

  return (
    <QueryView query={standing}>
      {(shown) => (
        <Stack gap="md">
          <Protection standing={shown} />
          <Rows label={t('secondFactor.title')}>
            {METHODS.map((method) => (
              <MethodRow
                key={method}
                method={method}
                since={shown.methods.find((had) => had.method === method)?.confirmed_at}
                onChoose={(name) => setDialog({ name, method })}
              />
            ))}
            {shown.methods.length > 0 && (
              <Row
                title={t('secondFactor.recoveryTitle')}
                facts={[t('secondFactor.codesLeft', { count: shown.recovery_codes_left })]}
              >
                <Button size="xs" variant="default" onClick={() => setDialog({ name: 'renew' })}>
                  {t('secondFactor.renew')}
                </Button>
              </Row>
            )}
          </Rows>
          {dialog?.name === 'add' && <AddMethodDialog method={dialog.method} onClose={close} />}
          {dialog?.name === 'remove' && (
            <RemoveMethodDialog method={dialog.method} onClose={close} />
          )}
          {dialog?.name === 'renew' && <RenewCodesDialog onClose={close} />}
        </Stack>
      )}
    </QueryView>
  );
}

function Protection({ standing }: { standing: Standing }) {
  if (standing.methods.length > 0) {
    return (
      <Alert color="teal" icon={<IconShieldCheck size={18} />} title={t('secondFactor.isOn')} />
    );
  }
  return (
    <Alert
      color="yellow"
      icon={<IconShieldExclamation size={18} />}
      title={t(standing.is_required ? 'secondFactor.needed' : 'secondFactor.isOff')}
    >
      {t('secondFactor.why')}
    </Alert>
  );
}

interface MethodRowProps {
  method: Method;
  /** When it was set up. */
  since: string | undefined;
  onChoose: (name: 'add' | 'remove') => void;
}

function MethodRow({ method, since, onChoose }: MethodRowProps) {
  const name = t(`secondFactor.from.${method}`);
  const act = since ? 'remove' : 'add';
  return (
    <Row
      title={name}
      badges={since && <Badge color="teal">{t('secondFactor.on')}</Badge>}
      facts={
        since ? [<RelativeTime key="since" at={since} />] : [t(`secondFactor.about.${method}`)]
      }
    >
      <Button
        size="xs"
        variant={since ? 'default' : 'filled'}
        aria-label={t(`secondFactor.${act}Of`, { method: name })}
        onClick={() => onChoose(act)}
      >
        {t(`secondFactor.${act}`)}
      </Button>
    </Row>
  );
}
