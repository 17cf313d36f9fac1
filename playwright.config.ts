import { availableParallelism } from 'node:os'
import { defineConfig } from 'playwright/test'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './testing/browser/global-setup.ts',
  // A call keeps two cores busy; more calls at once would measure the machine, not the product.
  workers: Math.max(1, Math.floor(availableParallelism() / 2)),
  fullyParallel: true,
  // Bounds, not expectations: a machine that others use as well must not turn a working call into a failure.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // In CI one more try; a test that needed it is listed as flaky, and is to be mended.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list']],
  forbidOnly: process.env['CI'] !== undefined,
})
