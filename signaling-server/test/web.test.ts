import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSignalingServer, type SignalingServer } from '../src/index.ts'

const outside = mkdtempSync(join(tmpdir(), 'visavis-web-'))
const folder = join(outside, 'web')
let server: SignalingServer
let origin: string

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>home</title>')
  writeFileSync(join(folder, 'assets', 'main-BX3kf0aZ.js'), 'export {}')
  writeFileSync(join(folder, 'assets', 'empty-BX3kf0aZ.css'), '')
  writeFileSync(join(folder, 'model.tflite'), 'bytes')
  writeFileSync(join(folder, '.env'), 'secret')
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'))
  server = await createSignalingServer({ port: 0, web: folder })
  origin = `http://127.0.0.1:${server.port}`
})

afterAll(async () => {
  await server.close()
  rmSync(outside, { recursive: true })
})

/** fetch tidies paths up; this asks for exactly what is written. */
function rawGet(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    })
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
}

describe('the web client', () => {
  it('is served at /, checked for news each time, under a strict policy', async () => {
    const response = await fetch(`${origin}/`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(response.headers.get('permissions-policy')).toContain('display-capture=(self)')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await response.text()).toContain('home')
  })

  it('is not sent again when it is known', async () => {
    const etag = (await fetch(`${origin}/index.html`)).headers.get('etag') ?? ''
    const response = await fetch(`${origin}/index.html`, { headers: { 'If-None-Match': etag } })
    expect(response.status).toBe(304)
  })

  it('has assets that are kept for ever', async () => {
    const response = await fetch(`${origin}/assets/main-BX3kf0aZ.js`)
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(await response.text()).toBe('export {}')
    expect((await fetch(`${origin}/assets/empty-BX3kf0aZ.css`)).status).toBe(200)
    expect((await fetch(`${origin}/model.tflite`)).headers.get('content-type')).toBe(
      'application/octet-stream',
    )
  })

  it('answers HEAD without a body, and nothing but GET and HEAD', async () => {
    const head = await fetch(`${origin}/`, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe('34')
    expect(await head.text()).toBe('')
    const post = await fetch(`${origin}/`, { method: 'POST', body: 'x' })
    expect(post.status).toBe(405)
    expect(post.headers.get('allow')).toBe('GET, HEAD')
  })

  it.each([
    '/nothing.html',
    '/assets',
    '/assets/',
    '/link.txt',
    '/.env',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '//etc/passwd',
    '/%00',
    '/%',
    '/%ff',
    'http://evil/../secret.txt',
  ])('has nothing at %s', async (path) => {
    const answer = await rawGet(path)
    expect(answer).toMatch(/^HTTP\/1\.1 404 /)
    expect(answer).not.toContain('secret')
  })
})

it('says what is wrong when the folder is not there', async () => {
  await expect(createSignalingServer({ port: 0, web: join(outside, 'no') })).rejects.toThrow('ENOENT')
})
