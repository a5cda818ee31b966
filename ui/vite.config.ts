import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const stage = fileURLToPath(new URL('./src/lib/ipc.mock.ts', import.meta.url));

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

// Outside the real window there is nobody to answer, so development and tests put invented answers in the place of
// the only module that speaks to Rust. A production build never sees that file (tools/check-build.js makes sure).
export default defineConfig(({ mode }) => {
  const invented = mode !== 'production' && !process.env['TAURI_ENV_PLATFORM'];
  return {
    plugins: [svelte()],
    resolve: {
      alias: invented ? { '@tauri-apps/api/core': stage } : {},
      ...(mode === 'test' ? { conditions: ['browser'] } : {}),
    },
    // The policy of the real window, so that a preview refuses what the window would refuse.
    preview: { port: 1421, strictPort: true, host: '127.0.0.1', headers: { 'Content-Security-Policy': policy } },
    server: { port: 1420, strictPort: true, host: '127.0.0.1' },
    build: {
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
    test: { environment: 'jsdom', include: ['tests/**/*.test.ts'], setupFiles: ['tests/words.setup.ts'] },
  };
});
