import { defineConfig } from 'rolldown';

/** Each program is one file of its own: an update must not depend on which other programs came with it. */
const program = (name, input) =>
  defineConfig({
    input,
    platform: 'node',
    resolve: { tsconfigFilename: 'tsconfig.base.json' },
    treeshake: { moduleSideEffects: false },
    output: { file: `dist/ota/${name}.mjs`, format: 'esm', codeSplitting: false, keepNames: true },
  });

export default [
  program('boot-state', 'ota/boot-state/main.ts'),
  program('agent', 'ota/agent/main.ts'),
  program('health', 'ota/health/main.ts'),
  program('release', 'ota/bundle/release.ts'),
  program('power-cuts', 'ota/power-cuts/main.ts'),
];
