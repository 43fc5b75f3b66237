import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './base.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';

import { deviceLanguage } from '@/shared/lib/i18n/language';
import { speak, useLanguage } from '@/shared/lib/i18n/spoken';

import { Providers } from './providers';
import { router } from './router';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

function App() {
  // Another language shows every screen anew: texts are chosen while it is rendered.
  const language = useLanguage();
  return (
    <Providers>
      <RouterProvider key={language} router={router} />
    </Providers>
  );
}

function show(element: HTMLElement) {
  createRoot(element).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

// Where its catalogue cannot be had, the page is of use in English, too.
void speak(deviceLanguage())
  .catch(() => speak('en'))
  .finally(() => show(root));
