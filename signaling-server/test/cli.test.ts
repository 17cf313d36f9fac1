import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { settingNames, variableOf } from '../src/config/settings.ts'
import { newRoom, TestClient } from './support/client.ts'
import { runProgram, startProgram } from './support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'visavis-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the program', () => {
  it('prints one line of JSON with the address, and serves there', async () => {
    const program = await startProgram(['--max-peers', '3'], { VISAVIS_RESUME_MS: '1234' })
    const { client, joined } = await TestClient.join(program.url, newRoom())
    expect(joined.limits).toMatchObject({ maxPeers: 3, resumeMs: 1234 })
    expect(program.stdout()).toBe(`${JSON.stringify({ event: 'listening', url: program.url })}\n`)
    await client.close()
    program.child.kill('SIGKILL')
    await program.exited
  })

  it('drains on SIGTERM: tells clients, closes with 1001, exits with 0', async () => {
    const program = await startProgram(['--drain-ms', '200'])
    const { client } = await TestClient.join(program.url, newRoom())
    program.child.kill('SIGTERM')
    const { reconnectAfterMs } = await client.next('draining')
    expect(reconnectAfterMs).toBeLessThanOrEqual(200)
    const health = await fetch(new URL('/health', program.url.replace(/^ws/, 'http')))
    expect(health.status).toBe(503)
    await expect(TestClient.connect(program.url)).rejects.toThrow('503')
    expect(await client.closed).toBe(1001)
    expect(await program.exited).toEqual({ code: 0, signal: null })
  })

  it('does not wait when nobody is connected', async () => {
    const program = await startProgram(['--drain-ms', '9000'])
    const from = Date.now()
    program.child.kill('SIGINT')
    expect(await program.exited).toEqual({ code: 0, signal: null })
    expect(Date.now() - from).toBeLessThan(4000)
  })

  it('explains every setting', async () => {
    const { code, stdout } = await runProgram(['--help'])
    expect(code).toBe(0)
    for (const name of settingNames) expect(stdout).toContain(variableOf(name))
  })

  it('names the key of each setting it cannot use', async () => {
    const file = join(folder, 'bad.json')
    writeFileSync(file, JSON.stringify({ resumeMs: 'long', shoeSize: 43 }))
    const { code, stderr, stdout } = await runProgram(
      ['--config', file, '--port', '99999', '--check-config'],
      {
        VISAVIS_MAX_PEERS: 'many',
      },
    )
    expect(code).toBe(64)
    expect(stdout).toBe('')
    for (const place of ['--port', 'VISAVIS_MAX_PEERS', `${file}: resumeMs`, `${file}: shoeSize`]) {
      expect(stderr).toContain(place)
    }
  })

  it('lets flags win over the environment, and that over the file', async () => {
    const file = join(folder, 'good.json')
    writeFileSync(file, JSON.stringify({ maxPeers: 3, resumeMs: 3000, heartbeatMs: 3000 }))
    const env = { VISAVIS_CONFIG: file, VISAVIS_MAX_PEERS: '4', VISAVIS_RESUME_MS: '4000' }
    expect(await runProgram(['--check-config'], env)).toMatchObject({ code: 0 })
    const program = await startProgram(['--max-peers', '5'], env)
    const { client, joined } = await TestClient.join(program.url, newRoom())
    expect(joined.limits).toMatchObject({ maxPeers: 5, resumeMs: 4000, heartbeatMs: 3000 })
    await client.close()
    program.child.kill('SIGKILL')
    await program.exited
  })

  it('says so when it cannot listen', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const { code, stderr } = await runProgram(['--port', String(port)])
    expect(code).toBe(1)
    expect(stderr).toContain('EADDRINUSE')
    await new Promise((resolve) => other.close(resolve))
  })
})
