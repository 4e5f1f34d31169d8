import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromium } from './src/support/chromium';

/** The baked image in QEMU, seen from a phone and a meter gateway with addresses of their own. No retries. */
export default defineConfig({
  testDir: './src/image',
  outputDir: '../dist/e2e/image',
  globalSetup: './src/image/lab/setup.ts',
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  workers: 1,
  timeout: 900_000,
  reporter: [['list']],
  use: {
    ...chromium,
    launchOptions: {
      ...chromium.launchOptions,
      executablePath: join(import.meta.dirname, 'src/image/lab/phone-chromium'),
    },
    viewport: { width: 390, height: 844 },
    actionTimeout: 60_000,
    navigationTimeout: 120_000,
  },
});
