import { defineConfig } from '@playwright/test';
import local from './playwright.config';

/** Draws the pictures that the documents show: `npx nx pictures e2e`. */
export default defineConfig({ ...local, testDir: './src/pictures' });
