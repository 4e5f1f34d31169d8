import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ['**/*.spec.ts'],
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      'apps/kiosk/**',
      'libs/ui/**',
      'libs/data-access/**',
      'e2e/**',
      '**/*.integration.spec.ts',
    ],
    environment: 'node',
    setupFiles: ['reflect-metadata'],
    // Two projects share two cores with whatever else the computer does; a slow test is not a wrong one.
    testTimeout: 30_000,
    passWithNoTests: false,
  },
});
