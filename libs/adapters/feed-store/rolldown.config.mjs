import { defineConfig } from 'rolldown';

/** What runs outside the workspace: the conformance adapter and the benchmark, one file each. */
export default defineConfig({
  input: {
    conformance: 'libs/adapters/feed-store/src/conformance/adapter.ts',
    bench: 'libs/adapters/feed-store/src/bench/main.ts',
  },
  external: ['mqtt'],
  platform: 'node',
  tsconfig: 'tsconfig.base.json',
  output: {
    dir: 'dist/libs/adapters/feed-store',
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name].mjs',
  },
});
