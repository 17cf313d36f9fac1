import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buildIfStale, root } from './build/build-app.ts'
import { buildServer } from './pack/build-server.ts'

/**
 * `npm run dist`: the installers of this system, into `dist/`. What follows `--` goes to electron-builder:
 * `npm run dist -- --linux deb --x64`. Nothing is ever published from here.
 */
buildIfStale()
buildServer()
const manifest = createRequire(import.meta.url).resolve('electron-builder/package.json')
const command = [join(dirname(manifest), 'cli.js'), '--publish', 'never', ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' })
process.exitCode = status ?? 1
