import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runElectron, sandboxAdvice } from './run-electron.ts'

const complaint =
  'FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:128] No usable sandbox! If you are running on Ubuntu 23.10+'
const setuid =
  'FATAL:sandbox/linux/suid/client/setuid_sandbox_host.cc:163] The SUID sandbox helper binary was found, but is not configured correctly.'

describe('the advice for an Electron without a sandbox', () => {
  it.each([
    ['SIGTRAP', complaint],
    ['SIGABRT', setuid],
  ] as const)('is given when it ends by %s and says so, with its own path', (signal, output) => {
    expect(sandboxAdvice({ signal, output }, '/node_modules/electron/dist/electron')).toContain(
      'profile visavis-development "/node_modules/electron/dist/electron"',
    )
  })

  it.each([
    ['by itself', null, complaint],
    ['by a crash of another kind', 'SIGTRAP', 'FATAL: out of memory'],
    ['by the person', 'SIGINT', complaint],
  ] as const)('is not given when it ends %s', (_name, signal, output) => {
    expect(sandboxAdvice({ signal, output }, '/electron')).toBeUndefined()
  })
})

describe.skipIf(process.platform === 'win32')('running Electron (a shell script here)', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'visavis-electron-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  async function run(script: string) {
    const binary = join(folder, 'electron')
    writeFileSync(binary, `#!/bin/sh\n${script}\n`)
    chmodSync(binary, 0o755)
    let printed = ''
    const code = await runElectron(binary, ['.'], (text) => (printed += text))
    return { code, printed }
  }

  it('prints what it complains about and then what to do, when it has no sandbox', async () => {
    const { code, printed } = await run(`echo '${complaint}' >&2; kill -TRAP $$`)
    expect(code).toBe(1)
    expect(printed).toMatch(/No usable sandbox![\s\S]*apparmor_parser -r/)
  })

  it('passes an ordinary end on', async () => {
    expect(await run('echo "$1: quiet" >&2; exit 3')).toEqual({ code: 3, printed: '.: quiet\n' })
  })
})
