import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromium } from './src/support/chromium';

/**
 * The baked image in QEMU, seen from a phone and a meter gateway with addresses of their own. A second try finds the hub as
 * the first left it, and is reported as flaky.
 */
export default defineConfig({
  testDir: './src/image',
  outputDir: '../dist/e2e/image',
  globalSetup: './src/image/lab/setup.ts',
  forbidOnly: process.env['CI'] !== undefined,
  retries: 1,
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
