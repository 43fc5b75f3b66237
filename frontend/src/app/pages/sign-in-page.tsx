import { Box, Center, Paper, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Navigate, useSearchParams } from 'react-router';

import { useMe } from '@/features/session/api/use-me';
import { SignInForm } from '@/features/session/components/sign-in-form';
import { t } from '@/shared/lib/i18n';
import { BrandMark } from '@/shared/ui/brand-mark';

import { safeNext } from '../safe-next';
import classes from './sign-in-page.module.css';

export function SignInPage() {
  const me = useMe();
  const [params] = useSearchParams();
  useDocumentTitle(t('signIn.title'));

  if (me.data) return <Navigate to={safeNext(params.get('next'))} replace />;
  return (
    <Center component="main" className={classes.page} p="md">
      <Box w="100%" maw={400}>
        <div className={classes.brand}>
          <BrandMark size={40} />
          <div>
            <Title order={1}>{t('app.name')}</Title>
            <Text c="dimmed" size="sm">
              {t('app.tagline')}
            </Text>
          </div>
        </div>
        <Paper withBorder radius="lg" p="xl" shadow="sm">
          <SignInForm />
        </Paper>
        <Text c="dimmed" size="xs" ta="center" mt="lg">
          {t('signIn.help')}
        </Text>
      </Box>
    </Center>
  );
}
