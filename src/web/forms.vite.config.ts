import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** As the chat page: WeChat's built-in browser on a six-year-old phone. */
const target = ['chrome80', 'safari13.1', 'firefox78'];

export default defineConfig({
  root: here('./forms'),
  base: '/forms/',
  publicDir: false,
  plugins: [react()],
  build: {
    target,
    cssTarget: target,
    outDir: here('../../dist/web/forms'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
