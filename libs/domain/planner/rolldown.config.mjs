/** What runs outside the workspace: the conformance adapter and the benchmark, one file each. */
export default {
  input: {
    conformance: 'libs/domain/planner/src/index.ts',
    bench: 'libs/domain/planner/src/planner.bench.ts',
  },
  platform: 'node',
  tsconfig: 'tsconfig.base.json',
  output: {
    dir: 'dist/libs/domain/planner',
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name].mjs',
  },
};
