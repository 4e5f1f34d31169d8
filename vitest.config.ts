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
    passWithNoTests: false,
  },
});
