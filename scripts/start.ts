import { buildIfStale, root } from '../testing/setup/build-app.ts'
import { findElectron, installElectron } from '../testing/setup/electron-binary.ts'
import { runElectron } from './run-electron.ts'
import { defaultPort, serveWeb } from './serve-web.ts'

/** `npm start`: the desktop app with its embedded server; where it cannot run, the web client. */
async function main(): Promise<void> {
  buildIfStale()
  const electron = await electronOrReason()
  if ('binary' in electron) {
    process.exitCode = await runApp(electron.binary, process.argv.slice(2))
    return
  }
  console.log(`${electron.reason}, so the web client starts instead.`)
  await serveWeb(defaultPort, 'take another')
}

async function electronOrReason(): Promise<{ binary: string } | { reason: string }> {
  let binary = findElectron()
  if (binary === undefined) {
    console.log('Downloading Electron …')
    if (await installElectron()) binary = findElectron()
  }
  if (binary === undefined) return { reason: 'Electron could not be downloaded' }
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  if (process.platform === 'linux' && !hasDisplay) return { reason: 'There is no display here' }
  return { binary }
}

async function runApp(binary: string, args: readonly string[]): Promise<number> {
  // Chromium's sandbox refuses to run as root; containers often leave no other user.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  if (asRoot) console.log('Running as root: Chromium’s sandbox is off.')
  const noSandbox = asRoot ? ['--no-sandbox'] : []
  return await runElectron(binary, [...noSandbox, root, ...args], (text) => process.stderr.write(text))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
