import { defineConfig } from 'vitest/config';

/** Tests that run Debian's U-Boot in QEMU: they need the packages of the image suite. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ['ota/**/*.qemu.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
