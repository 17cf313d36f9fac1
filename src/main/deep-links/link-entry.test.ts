import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findCommand, whyWithout } from '../../../testing/setup/ensure-tools.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { keepLinkEntry, linkEntry, linkEntryFile } from './link-entry.ts'
import { registerLinkScheme } from './register-scheme.ts'

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'visavis-home-'))
})
afterEach(() => rm(home, { recursive: true }))

const entryFile = () => linkEntryFile({}, home)
const entry = () => readFile(entryFile(), 'utf8')

const notOnWindows = describe.skipIf(process.platform === 'win32')

notOnWindows('the entry that opens links with an AppImage (needs POSIX paths)', () => {
  it('starts the AppImage with the link, and is for our scheme', () => {
    const lines = linkEntry('/home/a b/Visavis.AppImage').split('\n')
    expect(lines).toContain('Exec="/home/a b/Visavis.AppImage" %U')
    expect(lines).toContain('MimeType=x-scheme-handler/visavis;')
  })

  const without = findCommand('desktop-file-validate') === undefined && whyWithout('desktop-file-validate')
  it.skipIf(without)(`is as the standard wants it${without ? ` (${without})` : ''}`, async () => {
    const file = join(home, 'net.visavis.app.desktop')
    await writeFile(file, linkEntry('/home/a b/Visavis.AppImage'))
    expect(spawnSync('desktop-file-validate', [file], { encoding: 'utf8' }).stdout).toBe('')
  })

  it('is among the entries of the person, where XDG_DATA_HOME says', () => {
    expect(linkEntryFile({}, '/home/ada')).toBe('/home/ada/.local/share/applications/net.visavis.app.desktop')
    expect(linkEntryFile({ XDG_DATA_HOME: '/data' }, '/home/ada')).toBe(
      '/data/applications/net.visavis.app.desktop',
    )
  })

  it('follows the AppImage when that is moved, and goes when a package takes its place', async () => {
    expect(await keepLinkEntry(entryFile(), '/old/Visavis.AppImage')).toBe(true)
    expect(await keepLinkEntry(entryFile(), '/new/Visavis.AppImage')).toBe(true)
    expect(await entry()).toBe(linkEntry('/new/Visavis.AppImage'))
    expect(await keepLinkEntry(entryFile(), undefined)).toBe(false)
    await expect(entry()).rejects.toThrow('ENOENT')
  })

  it('leaves an entry that somebody else wrote', async () => {
    await keepLinkEntry(entryFile(), '/old/Visavis.AppImage')
    await writeFile(entryFile(), '[Desktop Entry]\nName=By hand\n')
    for (const appImage of ['/new/Visavis.AppImage', undefined])
      expect(await keepLinkEntry(entryFile(), appImage)).toBe(false)
    expect(await entry()).toContain('By hand')
  })
})

notOnWindows('registering for links (needs POSIX paths)', () => {
  async function register(options: {
    readonly env?: Record<string, string>
    readonly isDefault?: boolean
    readonly sets?: boolean
    readonly runs?: boolean
    readonly platform?: 'linux' | 'windows'
  }) {
    const { env = {}, isDefault = false, sets = true, runs = true, platform = 'linux' } = options
    const order: string[] = []
    const note = async (what: string) => order.push(`${what}, entry: ${await hasEntry()}`)
    const hasEntry = () =>
      entry().then(
        () => true,
        () => false,
      )
    const log = createFakeLog()
    const warn = vi.spyOn(log, 'warn')
    await registerLinkScheme({
      app: {
        isDefaultProtocolClient: () => isDefault,
        setAsDefaultProtocolClient: () => {
          order.push('set')
          return sets
        },
      },
      platform,
      process: { env, execPath: '/tmp/.mount_Visavis/visavis' },
      home,
      run: async (program, args) => {
        await note([program, ...args].join(' '))
        if (!runs) throw new Error('ENOENT')
        return ''
      },
      log,
    })
    return { order, warnings: warn.mock.calls.map(([event]) => event), hasEntry: await hasEntry() }
  }
  const appImage = { APPIMAGE: '/home/ada/Visavis.AppImage', APPDIR: '/tmp/.mount_Visavis' }

  it('writes the entry of an AppImage before it asks Electron, which looks for it', async () => {
    expect(await register({ env: appImage })).toEqual({ order: ['set'], warnings: [], hasEntry: true })
  })

  it('asks the desktop’s own program when Electron does not see the new entry', async () => {
    expect((await register({ env: appImage, sets: false })).order).toEqual([
      'set',
      'xdg-mime default net.visavis.app.desktop x-scheme-handler/visavis, entry: true',
    ])
    expect((await register({ env: appImage, sets: false, runs: false })).warnings).toContain(
      'link scheme not registered',
    )
  })

  it('writes nothing for a package, for another system, or for what an AppImage of another program started', async () => {
    expect(await register({ isDefault: true })).toEqual({ order: [], warnings: [], hasEntry: false })
    expect((await register({ platform: 'windows', env: appImage })).hasEntry).toBe(false)
    const inherited = { APPIMAGE: '/home/ada/Editor.AppImage', APPDIR: '/tmp/.mount_Editor' }
    expect(await register({ env: inherited, sets: false })).toEqual({
      order: ['set'],
      warnings: ['link scheme not registered'],
      hasEntry: false,
    })
  })
})
