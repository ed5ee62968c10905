// Part of npm run build: the server in a few files. Opening a thousand took most of a start's time.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const bundle = await rolldown({
  input: fileURLToPath(new URL('../src/main.ts', import.meta.url)),
  platform: 'node',
  // Packages stay where npm put them.
  external: /^[^./]/,
});
await bundle.write({
  dir: 'dist',
  format: 'esm',
  sourcemap: true,
  chunkFileNames: 'server/[name]-[hash].js',
});
