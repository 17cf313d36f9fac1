import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newRoom, TestClient } from './support/client.ts'

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
/** Far from any node_modules. */
const folder = mkdtempSync(join(tmpdir(), 'visavis-package-'))

beforeAll(() => {
  execFileSync(process.execPath, ['--import', 'tsx', here('scripts/build.ts')], { stdio: 'pipe' })
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

it('is one file that runs where there is nothing else', async () => {
  copyFileSync(here('dist/cli.js'), join(folder, 'cli.mjs'))
  const child = spawn(process.execPath, ['cli.mjs', '--port', '0', '--drain-ms', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const { url } = JSON.parse(line) as { url: string }
  const { client } = await TestClient.join(url, newRoom())
  child.kill('SIGTERM')
  expect(await client.closed).toBe(1001)
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('is a library too, without a thing to install', () => {
  copyFileSync(here('dist/index.js'), join(folder, 'index.mjs'))
  const program = `
    import { createSignalingServer } from './index.mjs'
    const server = await createSignalingServer({ port: 0 })
    console.log(server.url)
    await server.close()`
  writeFileSync(join(folder, 'program.mjs'), program)
  const said = execFileSync(process.execPath, ['program.mjs'], { cwd: folder, timeout: 30_000 }).toString()
  expect(said).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/ws\n$/)
})

it('packs these files and no others', () => {
  const options = { cwd: here('dist'), stdio: 'pipe' } as const
  const [{ files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json'], options).toString(),
  ) as [{ files: { path: string }[] }]
  expect(files.map(({ path }) => path).sort()).toEqual([
    'LICENSE',
    'README.md',
    'cli.js',
    'index.js',
    'licences.txt',
    'ops/Caddyfile',
    'ops/Dockerfile',
    'ops/alerts.yaml',
    'ops/compose.yaml',
    'ops/grafana-dashboard.json',
    'ops/turnserver.conf',
    'ops/visavis-signaling-server.service',
    'package.json',
  ])
})
