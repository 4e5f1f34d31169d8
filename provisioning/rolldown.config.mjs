import { defineConfig } from 'rolldown';

/** Each program as one file: the hub has no node_modules. */
export default defineConfig({
  input: {
    provision: 'provisioning/src/provision.main.ts',
    account: 'provisioning/src/account.main.ts',
    'page-certificate': 'provisioning/src/page-certificate.main.ts',
    'broker-accounts': 'provisioning/src/broker-accounts.main.ts',
  },
  platform: 'node',
  resolve: { tsconfigFilename: 'tsconfig.base.json' },
  treeshake: { moduleSideEffects: false },
  output: {
    dir: 'dist/provisioning',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'shared.mjs',
    format: 'esm',
    keepNames: true,
  },
});
