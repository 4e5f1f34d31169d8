import { defineConfig } from 'rolldown';

/** What runs where cards are written; no part of the image. */
export default defineConfig({
  input: { factory: 'provisioning/src/factory.main.ts' },
  platform: 'node',
  resolve: { tsconfigFilename: 'tsconfig.base.json' },
  treeshake: { moduleSideEffects: false },
  output: { dir: 'dist/factory', entryFileNames: '[name].mjs', format: 'esm', keepNames: true },
});
