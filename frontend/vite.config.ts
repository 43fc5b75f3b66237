import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { firstView } from './scripts/first-view.ts';

const gateway = process.env.TTS_GATEWAY_URL ?? 'http://127.0.0.1:8080';

// Scripts by what they are; what a package needs goes where it goes.
const framework = /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack)[\\/]/;
const controls = /node_modules[\\/](@mantine|@tabler|@floating-ui)[\\/]/;
// Fields for choosing and counting are as large as all other parts together, and come with dialogs.
const field =
  /[\\/](Combobox|Select|MultiSelect|Autocomplete|TagsInput|PillsInput|NumberInput|FileInput|JsonInput)[\\/]/;
const isPart = (id: string) => controls.test(id) && !field.test(id);
// Each language is a file of its own.
const common = /src[\\/](shared|api)[\\/](?!lib[\\/]i18n[\\/](?:en|de)\b)/;

export default defineConfig({
  plugins: [react(), firstView()],
  resolve: {
    alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) },
  },
  server: {
    port: Number(process.env.TTS_FRONTEND_PORT ?? 5173),
    // The services compare Origin with the gateway's own address, so the development server
    // speaks to them under that name.
    proxy: {
      '/api': { target: gateway, changeOrigin: true, headers: { origin: gateway } },
      '/ws': { target: gateway, changeOrigin: true, ws: true, headers: { origin: gateway } },
    },
  },
  build: {
    target: 'es2024',
    cssTarget: 'chrome123',
    sourcemap: false,
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        // A few files that stay the same between releases, instead of forty small ones. What is
        // there from the start holds nothing that only comes with a later screen.
        codeSplitting: {
          groups: [
            { name: 'react', tags: ['$initial'], test: framework },
            { name: 'interface', tags: ['$initial'], test: controls },
            { name: 'shared', tags: ['$initial'], test: common },
            { name: 'parts', test: isPart },
            { name: 'fields', test: controls },
            { name: 'lists', test: framework },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://127.0.0.1:8080/' } },
    globals: false,
    setupFiles: ['./src/test/setup.ts'],
    css: false,
    restoreMocks: true,
  },
});
