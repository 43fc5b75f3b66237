import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const gateway = process.env.TTS_GATEWAY_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
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
        // A few files that stay the same between releases, instead of forty small ones.
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack)[\\/]/,
            },
            { name: 'interface', test: /node_modules[\\/](@mantine|@tabler|@floating-ui)[\\/]/ },
            // English goes with what every screen needs; other languages are files of their own.
            { name: 'shared', test: /src[\\/](shared|api)[\\/](?!lib[\\/]i18n[\\/]de\b)/ },
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
