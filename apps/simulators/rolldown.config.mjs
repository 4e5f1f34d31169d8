import { defineConfig } from 'rolldown';

// Each simulator is one file that runs without node_modules. They start from the workspace's folder.
const simulators = ['meter', 'epower', 'devices', 'publish'];

export default simulators.map((name) =>
  defineConfig({
    input: `src/${name}/main.ts`,
    platform: 'node',
    tsconfig: 'tsconfig.json',
    external: ['bufferutil', 'utf-8-validate'],
    onLog(level, log, print) {
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
      print(level, log);
    },
    output: {
      file: `../../dist/apps/simulators/${name}.mjs`,
      format: 'esm',
      codeSplitting: false,
      keepNames: true,
    },
  }),
);
