import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';

import { onSignedOut } from '@/api/http';
import { forgetSession } from '@/features/session/forget-session';

import { queryClient } from './query-client';
import { cssVariables, theme } from './theme';

export function Providers({ children }: { children: ReactNode }) {
  useEffect(() => onSignedOut(() => forgetSession(queryClient)), []);

  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="top-center" limit={4} />
        {children}
      </QueryClientProvider>
    </MantineProvider>
  );
}
