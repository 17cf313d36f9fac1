import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeLog } from '../testing/fake-log.ts'
import { declareAppScheme, serveApp } from './app-protocol.ts'

const { registerSchemesAsPrivileged } = vi.hoisted(() => ({
  registerSchemesAsPrivileged: vi.fn<Electron.Protocol['registerSchemesAsPrivileged']>(),
}))
vi.mock('electron', () => ({ protocol: { registerSchemesAsPrivileged } }))

type Handler = Parameters<Electron.Protocol['handle']>[1]

let folder = ''
let handler: Handler
const log = createFakeLog()
const unhandle = vi.fn<Electron.Protocol['unhandle']>()
let dispose: () => void

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visavis-renderer-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  const protocol = {
    handle: (scheme: string, given: Handler) => {
      expect(scheme).toBe('app')
      handler = given
    },
    unhandle,
  } satisfies Partial<Electron.Protocol>
  dispose = serveApp({ protocol: protocol as unknown as Electron.Protocol, folder, log })
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

// Electron's own GlobalRequest is the fetch Request of Node.
const ask = (url: string, init?: RequestInit) => Promise.resolve(handler(new Request(url, init)))

describe('app://visavis', () => {
  it('is declared as a secure origin of its own', () => {
    declareAppScheme()
    const [[schemes]] = registerSchemesAsPrivileged.mock.calls as [[Electron.CustomScheme[]]]
    expect(schemes[0]?.scheme).toBe('app')
    expect(schemes[0]?.privileges).toMatchObject({ standard: true, secure: true })
    expect(schemes[0]?.privileges?.bypassCSP).toBeUndefined()
  })

  it('serves the page with a policy that forbids inline and evaluated scripts', async () => {
    const response = await ask('app://visavis/')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('<!doctype html>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy).toContain("object-src 'none'")
  })

  it.each([
    ['another host', 'app://elsewhere/index.html', 404],
    ['a missing file', 'app://visavis/missing.js', 404],
    ['a way out', 'app://visavis/..%2findex.html', 404],
  ])('refuses %s', async (_name, url, status) => {
    const response = await ask(url)
    expect(response.status).toBe(status)
    expect(await response.text()).toBe('')
  })

  it('refuses to be written to', async () => {
    expect((await ask('app://visavis/', { method: 'POST', body: 'x' })).status).toBe(405)
  })

  it('is given up when disposed', () => {
    dispose()
    expect(unhandle).toHaveBeenCalledWith('app')
  })
})
