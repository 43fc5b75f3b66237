import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';

import { SessionContext, type Session } from '@/shared/lib/session';

export const MARIA: Session = {
  id: 11,
  username: 'maria.reyes',
  fullName: 'Maria Reyes',
  email: 'maria.reyes@example.com',
  roles: [{ system: 'TTS', role: 'IT Support' }],
};

/** Show `ui` as the application would: with theme, cache, router and a signed-in person. */
export function renderScreen(ui: ReactNode, { path = '/', session = MARIA } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter([{ path: '*', element: ui }], { initialEntries: [path] });

  return {
    router,
    ...render(
      <MantineProvider env="test">
        <QueryClientProvider client={client}>
          <SessionContext value={session}>
            <RouterProvider router={router} />
          </SessionContext>
        </QueryClientProvider>
      </MantineProvider>,
    ),
  };
}
