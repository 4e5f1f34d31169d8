import { defineConfig } from '@playwright/test';
import local from './playwright.config';

/** Benchmarks of the local stack: one JSON object a line on standard output. */
export default defineConfig({ ...local, testDir: './src/bench', reporter: './src/bench/lines-only.ts' });
