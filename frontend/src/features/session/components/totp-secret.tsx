import { Code, Stack, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { QueryView } from '@/shared/ui/query-view';

import { useTotpSecret } from '../api/use-second-factor-setup';

const SIZE = 200;

/** The secret for an authenticator app, as a QR code and for typing. */
export function TotpSecret({ token }: { token?: string }) {
  const secret = useTotpSecret(token);
  return (
    <Stack gap="sm">
      <Text size="sm">{t('secondFactor.scan')}</Text>
      <QueryView query={secret}>
        {({ qr_svg: drawing, secret: text }) => (
          <Stack gap="sm" align="center">
            <img
              src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`}
              width={SIZE}
              height={SIZE}
              alt={t('secondFactor.qrCode')}
              // Scanners need a light ground in the dark theme too.
              style={{ background: '#fff', padding: 8, borderRadius: 8 }}
            />
            <Text size="sm" c="dimmed">
              {t('secondFactor.typeInstead')}
            </Text>
            <Code fz="sm" style={{ overflowWrap: 'anywhere' }}>
              {inGroups(text)}
            </Code>
          </Stack>
        )}
      </QueryView>
    </Stack>
  );
}

/** Groups of four are easier to type. */
function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
