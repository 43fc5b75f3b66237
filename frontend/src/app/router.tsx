import { createBrowserRouter } from 'react-router';

import { HomeRedirect } from './home-redirect';
import { NotFoundPage } from './pages/not-found-page';
import { RouteError } from './route-error';
import { SignedIn } from './signed-in';

export const router = createBrowserRouter([
  {
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    children: [
      {
        path: 'sign-in',
        lazy: async () => ({ Component: (await import('./pages/sign-in-page')).SignInPage }),
      },
      {
        path: 'forgot-password',
        lazy: async () => ({
          Component: (await import('./pages/forgot-password-page')).ForgotPasswordPage,
        }),
      },
      {
        path: 'reset-password',
        lazy: async () => ({
          Component: (await import('./pages/reset-password-page')).ResetPasswordPage,
        }),
      },
      {
        path: 'register',
        lazy: async () => ({ Component: (await import('./pages/register-page')).RegisterPage }),
      },
      {
        path: 'verify-email',
        lazy: async () => ({
          Component: (await import('./pages/verify-email-page')).VerifyEmailPage,
        }),
      },
      {
        path: 'accept-invitation',
        lazy: async () => ({
          Component: (await import('./pages/accept-invitation-page')).AcceptInvitationPage,
        }),
      },
      {
        path: 'confirm-email',
        lazy: async () => ({
          Component: (await import('./pages/confirm-email-page')).ConfirmEmailPage,
        }),
      },
      {
        Component: SignedIn,
        children: [
          {
            ErrorBoundary: RouteError,
            children: [
              { index: true, Component: HomeRedirect },
              {
                path: 'inbox',
                lazy: async () => ({ Component: (await import('./pages/inbox-page')).InboxPage }),
              },
              {
                path: 'tasks/:taskId',
                lazy: async () => ({ Component: (await import('./pages/task-page')).TaskPage }),
              },
              {
                path: 'tickets/:number',
                lazy: async () => ({
                  Component: (await import('./pages/ticket-redirect')).TicketRedirect,
                }),
              },
              {
                path: 'stop-watching/:number',
                lazy: async () => ({
                  Component: (await import('./pages/stop-watching-page')).StopWatchingPage,
                }),
              },
              {
                path: 'portal/submit',
                lazy: async () => ({ Component: (await import('./pages/submit-page')).SubmitPage }),
              },
              {
                path: 'portal/tickets',
                lazy: async () => ({
                  Component: (await import('./pages/my-tickets-page')).MyTicketsPage,
                }),
              },
              {
                path: 'portal/tickets/:number',
                lazy: async () => ({
                  Component: (await import('./pages/my-ticket-page')).MyTicketPage,
                }),
              },
              {
                path: 'board',
                lazy: async () => ({ Component: (await import('./pages/board-page')).BoardPage }),
              },
              {
                path: 'board/turns',
                lazy: async () => ({ Component: (await import('./pages/turns-page')).TurnsPage }),
              },
              {
                path: 'workflows',
                lazy: async () => ({
                  Component: (await import('./pages/workflows-page')).WorkflowsPage,
                }),
              },
              {
                path: 'workflows/:workflowId',
                lazy: async () => ({
                  Component: (await import('./pages/workflow-page')).WorkflowPage,
                }),
              },
              {
                path: 'workflows/:workflowId/design',
                lazy: async () => ({
                  Component: (await import('./pages/designer-page')).DesignerPage,
                }),
              },
              {
                path: 'calendars',
                lazy: async () => ({
                  Component: (await import('./pages/calendars-page')).CalendarsPage,
                }),
              },
              {
                path: 'calendars/:calendarId',
                lazy: async () => ({
                  Component: (await import('./pages/calendar-page')).CalendarPage,
                }),
              },
              {
                path: 'macros',
                lazy: async () => ({ Component: (await import('./pages/macros-page')).MacrosPage }),
              },
              {
                path: 'macros/:macroId',
                lazy: async () => ({ Component: (await import('./pages/macro-page')).MacroPage }),
              },
              {
                path: 'unrouted',
                lazy: async () => ({
                  Component: (await import('./pages/unrouted-page')).UnroutedPage,
                }),
              },
              {
                path: 'coverage',
                lazy: async () => ({
                  Component: (await import('./pages/coverage-page')).CoveragePage,
                }),
              },
              {
                path: 'failed-work',
                lazy: async () => ({
                  Component: (await import('./pages/failed-work-page')).FailedWorkPage,
                }),
              },
              {
                path: 'failed-work/:service/causes/:cause',
                lazy: async () => ({
                  Component: (await import('./pages/failed-cause-page')).FailedCausePage,
                }),
              },
              {
                path: 'failed-work/:service/runs/:runId',
                lazy: async () => ({
                  Component: (await import('./pages/failed-run-page')).FailedRunPage,
                }),
              },
              {
                path: 'failed-work/:service/letters/:letterId',
                lazy: async () => ({
                  Component: (await import('./pages/failed-letter-page')).FailedLetterPage,
                }),
              },
              {
                path: 'integrations',
                lazy: async () => ({
                  Component: (await import('./pages/integrations-page')).IntegrationsPage,
                }),
              },
              {
                path: 'system',
                lazy: async () => ({ Component: (await import('./pages/system-page')).SystemPage }),
              },
              {
                path: 'profile',
                lazy: async () => ({
                  Component: (await import('./pages/profile-page')).ProfilePage,
                }),
              },
              {
                path: 'profile/security',
                lazy: async () => ({
                  Component: (await import('./pages/security-page')).SecurityPage,
                }),
              },
              {
                path: 'people',
                lazy: async () => ({ Component: (await import('./pages/people-page')).PeoplePage }),
              },
              {
                path: 'people/registrations',
                lazy: async () => ({
                  Component: (await import('./pages/registrations-page')).RegistrationsPage,
                }),
              },
              {
                path: 'people/invitations',
                lazy: async () => ({
                  Component: (await import('./pages/invitations-page')).InvitationsPage,
                }),
              },
              {
                path: 'people/:personId',
                lazy: async () => ({ Component: (await import('./pages/person-page')).PersonPage }),
              },
              {
                path: 'roles',
                lazy: async () => ({ Component: (await import('./pages/roles-page')).RolesPage }),
              },
              {
                path: 'access-check',
                lazy: async () => ({
                  Component: (await import('./pages/access-check-page')).AccessCheckPage,
                }),
              },
              {
                path: 'api-keys',
                lazy: async () => ({
                  Component: (await import('./pages/api-keys-page')).ApiKeysPage,
                }),
              },
              {
                path: 'service-clients',
                lazy: async () => ({
                  Component: (await import('./pages/service-clients-page')).ServiceClientsPage,
                }),
              },
              {
                path: 'audit',
                lazy: async () => ({ Component: (await import('./pages/audit-page')).AuditPage }),
              },
              {
                path: 'security-log',
                lazy: async () => ({
                  Component: (await import('./pages/security-log-page')).SecurityLogPage,
                }),
              },
              { path: '*', Component: NotFoundPage },
            ],
          },
        ],
      },
    ],
  },
]);
