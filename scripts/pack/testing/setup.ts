import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildIfStale } from '../../../testing/setup/build-app.ts'
import { buildServer } from '../build-server.ts'
import { packEverything, type Packed } from './pack-everything.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly packed: Packed
  }
}

/** Packs once for all suites. */
export default async function setUp({ provide }: TestProject): Promise<() => void> {
  buildIfStale()
  buildServer()
  const folder = mkdtempSync(join(tmpdir(), 'visavis-packed-'))
  provide('packed', await packEverything(folder))
  return () => rmSync(folder, { recursive: true, force: true })
}
