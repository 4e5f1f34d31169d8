import { defineConfig } from 'rolldown';

export default defineConfig({
  input: 'src/main.ts',
  platform: 'node',
  tsconfig: 'tsconfig.json',
  onLog(level, log, print) {
    if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
    print(level, log);
  },
  output: { file: '../../dist/apps/stack/main.mjs', format: 'esm', codeSplitting: false, keepNames: true },
});
