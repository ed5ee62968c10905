import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * DirectLineJS brings a second protocol we do not speak and polyfills for Internet Explorer:
 * together half of its weight. Phones back to Chrome 80 and Safari 13 have what these add.
 */
const UNUSED = /^(\.\/directLineStreaming|core-js\/features\/promise|url-search-params-polyfill)$/;
const EMPTY = '\0careline-empty';

function withoutUnused(): Plugin {
  return {
    name: 'careline-without-unused',
    enforce: 'pre',
    resolveId: (source) => (UNUSED.test(source) ? EMPTY : null),
    load: (id) =>
      id === EMPTY
        ? 'export const DirectLineStreaming = undefined;\nexport default undefined;'
        : null,
  };
}

/** WeChat's built-in browser on a six-year-old phone. */
const target = ['chrome80', 'safari13.1', 'firefox78'];

// One build, two outputs: the page with hashed assets, and the embed script with a stable name.
export default defineConfig({
  root: here('./chat'),
  base: './',
  publicDir: false,
  plugins: [withoutUnused(), react()],
  build: { target, cssTarget: target, emptyOutDir: true, modulePreload: { polyfill: false } },
  environments: {
    client: { build: { outDir: here('../../dist/web/chat') } },
    embed: {
      consumer: 'client',
      build: {
        outDir: here('../../dist/web'),
        emptyOutDir: false,
        lib: {
          entry: here('./chat/embed/embed.ts'),
          formats: ['iife'],
          name: 'CarelineEmbed',
          fileName: () => 'embed.js',
        },
      },
    },
  },
  builder: {
    buildApp: async (builder) => {
      for (const environment of [builder.environments['client'], builder.environments['embed']]) {
        if (environment !== undefined) await builder.build(environment);
      }
    },
  },
});
