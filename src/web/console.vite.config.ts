import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Office computers: the Chromium inside the browsers that insurers roll out, and Safari on an agent's own phone. */
const target = ['chrome87', 'edge88', 'firefox85', 'safari14'];

/** With its setting, which has to run before any schema is made. */
const ZOD = /node_modules[\\/]zod[\\/]|console[\\/]no-eval\.ts$/;

/** It changes with the package, not with our code, and stays cached. */
const REACT = /node_modules[\\/](react|react-dom|scheduler)[\\/]/;

export default defineConfig({
  root: here('./console'),
  base: '/console/',
  publicDir: false,
  plugins: [react()],
  build: {
    target,
    cssTarget: target,
    outDir: here('../../dist/web/console'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'zod', test: ZOD },
            { name: 'react', test: REACT },
          ],
        },
      },
    },
  },
});
