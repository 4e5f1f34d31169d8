import { defineConfig } from 'vitest/config';

/** Tests on real services (MariaDB, Redis, mosquitto), started privately by the tests themselves. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ['**/*.integration.spec.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'e2e/**'],
    environment: 'node',
    setupFiles: ['reflect-metadata'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
});
