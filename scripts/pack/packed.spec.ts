import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { root } from '../../testing/setup/build-app.ts'
import { readAsar } from './testing/asar.ts'
import { readFuses } from './testing/fuses.ts'

/** Bytes of ours that an installation may take, beside Electron. */
const limit = 25_000_000

const packed = inject('packed')
const archive = readAsar(join(packed.linux, 'resources/app.asar'))

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(directory, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
}
const content = (path: string) => archive.find((file) => file.path === path)?.content.toString('utf8') ?? ''

describe('the archive', () => {
  it('holds what was built, and nothing else', () => {
    const built = ['main', 'preload', 'renderer'].flatMap((bundle) =>
      filesIn(join(root, 'out', bundle)).map((name) => `out/${bundle}/${name}`),
    )
    expect(built).toContain('out/renderer/licences.txt')
    expect(archive.map(({ path }) => path).sort()).toEqual([...built, 'package.json', 'LICENSE'].sort())
  })

  it('has no file of a kind that is not for users', () => {
    const kinds = [...new Set(archive.map(({ path }) => path.replace(/^.*\./, '')))].sort()
    const known = [
      'LICENSE',
      'cjs',
      'css',
      'html',
      'js',
      'json',
      'svg',
      'txt',
      'woff2',
      'wasm',
      'tflite',
      'mp3',
    ]
    expect(kinds.filter((kind) => !known.includes(kind))).toEqual([])
  })

  it('has a manifest that says what runs and no more', () => {
    const manifest = JSON.parse(content('package.json')) as Record<string, unknown>
    expect(manifest).toMatchObject({
      name: 'visavis',
      main: 'out/main/index.js',
      productName: 'Visavis',
      desktopName: 'net.visavis.app.desktop',
    })
    for (const key of ['scripts', 'devDependencies', 'dependencies']) expect(manifest).not.toHaveProperty(key)
  })

  it('tells nothing about the computer it was made on', () => {
    for (const { path, content } of archive) {
      const text = content.toString('latin1')
      expect(text.includes(root), `${path} names the folder of the sources`).toBe(false)
      expect(homedir() !== '/root' && text.includes(homedir()), `${path} names a home folder`).toBe(false)
      expect(text, path).not.toMatch(/-----BEGIN [A-Z ]*PRIVATE KEY-----|sourceMappingURL=(?!data:)\S+\.map/)
    }
  })

  it('is the same on every system', () => {
    const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
    const resources = [`${packed.linux}/resources`, `${packed.windows}/resources`, `${packed.mac}/Resources`]
    expect(new Set(resources.map((path) => hash(join(path, 'app.asar')))).size).toBe(1)
  })
})

describe('what is installed', () => {
  const server = ['LICENSE', 'README.md', 'cli.js', 'licences.txt', 'package.json']

  it('is Electron, the archive, and the server for whoever wants to run it alone', () => {
    const ours = ['app.asar', ...server.map((name) => `signaling-server/${name}`)].sort()
    const installed = (resources: string) =>
      filesIn(resources).filter((name) => !/^default_app\.txt$|\.lproj\/|^icon\.icns$/.test(name))
    expect(installed(join(packed.windows, 'resources'))).toEqual(ours)
    expect(installed(join(packed.mac, 'Resources'))).toEqual(ours)
    expect(installed(join(packed.linux, 'resources'))).toEqual([...ours, 'apparmor-profile'].sort())
  })

  it('has a server that runs without anything beside it', () => {
    const command = join(packed.linux, 'resources/signaling-server/cli.js')
    const help = execFileSync(process.execPath, [command, '--help'], { encoding: 'utf8', cwd: packed.linux })
    expect(help).toContain('--port')
  })

  it('is at most 25 MB of ours', () => {
    const beside = filesIn(join(packed.linux, 'resources/signaling-server')).map((name) => ({
      path: `signaling-server/${name}`,
      bytes: statSync(join(packed.linux, 'resources/signaling-server', name)).size,
    }))
    const all = [...archive.map(({ path, content }) => ({ path, bytes: content.length })), ...beside]
    const total = all.reduce((sum, { bytes }) => sum + bytes, 0)
    const largest = all.sort((a, b) => b.bytes - a.bytes).slice(0, 12)
    const lines = largest.map(({ path, bytes }) => `${String(bytes).padStart(9)}  ${path}`)
    console.log(`Packed, of ours, in bytes (the largest of ${all.length} files):\n${lines.join('\n')}`)
    console.log(`${String(total).padStart(9)}  together`)
    expect(total).toBeLessThan(limit)
  })

  it('speaks the languages of the app, and brings no others', () => {
    const ours = readdirSync(join(root, 'src/renderer/i18n')).flatMap(
      (name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? [],
    )
    const languages = (directory: string) =>
      readdirSync(directory).flatMap((name) => /^([a-z]{2})(-\w+)?\.(pak|lproj)$/.exec(name)?.[1] ?? [])
    expect(languages(join(packed.linux, 'locales')).sort()).toEqual(ours.sort())
    expect(languages(join(packed.windows, 'locales')).sort()).toEqual(ours)
    expect(languages(join(packed.mac, 'Resources')).sort()).toEqual(ours)
  })
})

describe('the fuses', () => {
  it.each([
    ['Linux', join(packed.linux, 'visavis')],
    ['Windows', join(packed.windows, 'Visavis.exe')],
    ['macOS', join(packed.mac, 'Frameworks/Electron Framework.framework/Electron Framework')],
  ])('of the program for %s let it run our code and nothing else', (_system, program) => {
    expect(readFuses(program)).toEqual({
      runAsNode: false,
      enableCookieEncryption: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('that check the archive find its true hash in the programs for Windows and macOS', () => {
    const bytes = readFileSync(join(packed.linux, 'resources/app.asar'))
    const table = bytes.subarray(16, 16 + bytes.readUInt32LE(12))
    const hash = createHash('sha256').update(table).digest('hex')
    expect(readFileSync(join(packed.mac, 'Info.plist'), 'utf8')).toContain(hash)
    expect(readFileSync(join(packed.windows, 'Visavis.exe')).toString('latin1')).toContain(hash)
  })
})
