import { defineConfig } from '@playwright/test';
import { chromium } from './src/support/chromium';

/**
 * The kiosk on the local stack: real services, the built hub-api, Debian’s Chromium. A test that needs its second try is
 * reported as flaky.
 */
export default defineConfig({
  testDir: './src/local',
  outputDir: '../dist/e2e/local',
  forbidOnly: process.env['CI'] !== undefined,
  retries: 1,
  workers: 1,
  timeout: 120_000,
  reporter: [['list']],
  use: { ...chromium, viewport: { width: 1280, height: 800 } },
});
