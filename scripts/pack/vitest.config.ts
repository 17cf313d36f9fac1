import { defineConfig } from 'vitest/config'

/** `npm run test:packed`: packs the app and looks at what would be installed. */
export default defineConfig({
  test: {
    include: ['scripts/pack/*.spec.ts'],
    globalSetup: 'scripts/pack/testing/setup.ts',
    testTimeout: 30_000,
  },
})
