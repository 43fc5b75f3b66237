import '@testing-library/jest-dom/vitest';

import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';

import { speak } from '@/shared/lib/i18n/spoken';

import { FakeLocks } from './fake-locks';

const ignore = () => undefined;

// What the interface asks of a browser and jsdom does not have.
vi.stubGlobal('matchMedia', (query: string) => ({
  matches: false,
  media: query,
  addEventListener: ignore,
  removeEventListener: ignore,
}));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe = ignore;
    unobserve = ignore;
    disconnect = ignore;
  },
);
Element.prototype.scrollIntoView = ignore;
Element.prototype.scrollTo = ignore;
Object.defineProperty(document, 'fonts', {
  value: { addEventListener: ignore, removeEventListener: ignore },
});

await speak('en');

beforeEach(() => {
  localStorage.clear();
  Object.defineProperty(navigator, 'locks', { value: new FakeLocks(), configurable: true });
});
afterEach(cleanup);
