import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buildIfStale, root } from '../testing/setup/build-app.ts'
import { buildServer } from './pack/build-server.ts'

/**
 * `npm run dist`: the installers of this system, into `dist/`. What follows `--` goes to electron-builder:
 * `npm run dist -- --linux deb --x64`. Nothing is ever published from here.
 */
function main(options: readonly string[]): number {
  buildIfStale()
  buildServer()
  const manifest = createRequire(import.meta.url).resolve('electron-builder/package.json')
  const command = [join(dirname(manifest), 'cli.js'), '--publish', 'never', ...options]
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit', env: environment() })
  return status ?? 1
}

/**
 * A secret that a workflow does not have arrives as an empty text. electron-builder would take that for the name of a
 * certificate and fail; without it, it makes installers that are not signed.
 */
function environment(): NodeJS.ProcessEnv {
  const isEmptySecret = ([name, value]: [string, string | undefined]) =>
    value === '' && /^(WIN_)?CSC_|^APPLE_/.test(name)
  return Object.fromEntries(Object.entries(process.env).filter((entry) => !isEmptySecret(entry)))
}

process.exitCode = main(process.argv.slice(2))
