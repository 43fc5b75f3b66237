import { Anchor, Box, Center, Paper, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { BrandMark } from '@/shared/ui/brand-mark';
import { LanguageSelect } from '@/shared/ui/language-select';

import classes from './signed-out-page.module.css';

interface SignedOutPageProps {
  title: string;
  /** In place of the way back to signing in. */
  footer?: ReactNode;
  children: ReactNode;
}

/** A screen for whoever is not signed in (or follows a mailed link): one card. */
export function SignedOutPage({ title, footer, children }: SignedOutPageProps) {
  useDocumentTitle(title);
  return (
    <Center component="main" className={classes.page} p="md">
      <Box w="100%" maw={420}>
        <div className={classes.brand}>
          <BrandMark size={40} />
          <div>
            <Title order={1}>{title}</Title>
            <Text c="dimmed" size="sm">
              {t('app.name')} · {t('app.tagline')}
            </Text>
          </div>
        </div>
        <Paper withBorder radius="lg" p="xl" shadow="sm">
          {children}
        </Paper>
        <Text c="dimmed" size="sm" ta="center" mt="lg" component="div">
          {footer ?? (
            <Anchor component={Link} to="/sign-in" size="sm">
              {t('signIn.back')}
            </Anchor>
          )}
        </Text>
        <LanguageSelect />
      </Box>
    </Center>
  );
}
