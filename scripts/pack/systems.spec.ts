import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { parse } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }
import { root } from '../../testing/setup/build-app.ts'
import { findCommand, whyWithout, type ToolName } from '../../testing/setup/ensure-tools.ts'

const packed = inject('packed')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const metadata = 'build/linux/net.visavis.app.metainfo.xml'

/** Checks a file by the tool of its makers; where that is not installed, says so and what to do. */
function validates(name: string, tool: ToolName, check: () => void): void {
  const without = findCommand(tool) === undefined ? whyWithout(tool) : undefined
  it.skipIf(without !== undefined)(without === undefined ? name : `${name} (${without})`, check)
}

describe('the Linux packages', () => {
  const entries = (desktopFile: string) => desktopFile.split('\n')

  it.each([
    ['deb', packed.deb],
    ['rpm', packed.rpm],
  ])('%s brings the menu entry, its actions, icons of all sizes and the data for stores', (_name, made) => {
    expect(entries(made.desktopFile)).toEqual(
      expect.arrayContaining([
        'Exec=/opt/Visavis/visavis %U',
        'Icon=visavis',
        'MimeType=x-scheme-handler/visavis;',
        'Actions=new-call;',
        '[Desktop Action new-call]',
        'Exec=visavis --new-call',
        `StartupWMClass=${manifest.desktopName.replace(/\.desktop$/, '')}`,
      ]),
    )
    const targets = made.arguments.flatMap((argument) => /^.+=(\/.+)$/.exec(argument)?.[1] ?? [])
    expect(targets).toContain('/usr/share/metainfo/net.visavis.app.metainfo.xml')
    expect(targets).toContain(`/usr/share/applications/${manifest.desktopName}`)
    const sizes = targets.flatMap((path) => /hicolor\/(\d+)x\d+\/apps\/visavis\.png$/.exec(path)?.[1] ?? [])
    expect(sizes.map(Number)).toEqual([16, 24, 32, 48, 64, 128, 256, 512])
  })

  it('need no more than Chromium does', () => {
    const needs = (args: readonly string[]) => args.filter((_, index) => args[index - 1] === '-d')
    // fpm is given them on its own; what is left in the list comes from our configuration.
    expect(needs(packed.deb.arguments)).toEqual([])
    const { deb, rpm } = parse(read('electron-builder.yml')) as Record<'deb' | 'rpm', { depends: string[] }>
    expect(deb.depends).toEqual(expect.arrayContaining(['libgtk-3-0', 'libnss3', 'xdg-utils']))
    expect(rpm.depends).toHaveLength(deb.depends.length - 1)
  })

  it('keep the sandbox where Ubuntu lets no program make user namespaces by itself', () => {
    const profile = readFileSync(join(packed.linux, 'resources/apparmor-profile'), 'utf8')
    expect(profile).toMatch(/profile "visavis" "\/opt\/Visavis\/visavis" flags=\(unconfined\) \{\s+userns,/)
    for (const desktopFile of [packed.deb.desktopFile, packed.rpm.desktopFile, packed.appImage])
      expect(desktopFile).not.toContain('--no-sandbox')
  })

  it('the AppImage starts itself, also for its actions', () => {
    const starts = entries(packed.appImage).filter((line) => line.startsWith('Exec='))
    expect(starts).toEqual(['Exec=AppRun %U', 'Exec=AppRun --new-call'])
  })

  validates('have a desktop file as the standard wants it', 'desktop-file-validate', () => {
    const folder = mkdtempSync(join(tmpdir(), 'visavis-desktop-'))
    try {
      const file = join(folder, manifest.desktopName)
      writeFileSync(file, packed.deb.desktopFile)
      // Its complaints are what it prints.
      expect(spawnSync('desktop-file-validate', [file], { encoding: 'utf8' }).stdout).toBe('')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  validates('have store data as the standard wants it', 'appstreamcli', () => {
    const report = execFileSync('appstreamcli', ['validate', '--no-net', join(root, metadata)])
    expect(report.toString()).toMatch(/successful/)
  })

  it('have store data that agrees with the packages', () => {
    const text = read(metadata)
    expect(/<release version="([^"]+)"/.exec(text)?.[1]).toBe(manifest.version)
    expect(text).toContain(`<launchable type="desktop-id">${manifest.desktopName}</launchable>`)
    expect(text).toContain(`<project_license>${manifest.license}</project_license>`)
    expect(text).toContain(`<url type="homepage">${manifest.homepage}</url>`)
  })
})

describe('the app for macOS', () => {
  const info = readFileSync(join(packed.mac, 'Info.plist'), 'utf8')
  const value = (key: string) => new RegExp(`<key>${key}</key>\\s*<string>([^<]+)</string>`).exec(info)?.[1]

  it('says what it needs the camera, the microphone, sound and the network for', () => {
    for (const what of ['Camera', 'Microphone', 'AudioCapture', 'LocalNetwork'])
      expect(value(`NS${what}UsageDescription`), what).toMatch(/^Visavis .+\.$/)
  })

  it('opens our links, under its own name and icon', () => {
    expect(info).toMatch(/CFBundleURLSchemes<\/key>\s*<array>\s*<string>visavis<\/string>/)
    expect(value('CFBundleIdentifier')).toBe('net.visavis.app')
    expect(value('CFBundleIconFile')).toBe('icon.icns')
    expect(value('CFBundleShortVersionString')).toBe(manifest.version)
  })

  it('asks for three entitlements, and for the hardened runtime', () => {
    const keys = [
      ...read('build/entitlements.mac.plist').matchAll(
        /<key>([^<]+)<\/key>\s*<true \/>|<key>([^<]+)<\/key>/g,
      ),
    ]
    expect(keys.map(([, a, b]) => a ?? b)).toEqual([
      'com.apple.security.cs.allow-jit',
      'com.apple.security.device.camera',
      'com.apple.security.device.audio-input',
    ])
    expect(parse(read('electron-builder.yml'))).toMatchObject({
      mac: { hardenedRuntime: true, notarize: true },
    })
  })
})

describe('the signature of the app for macOS', () => {
  it('is made anew after the fuses were changed, or Apple silicon would end the unsigned app at start', () => {
    expect(parse(read('electron-builder.yml'))).toMatchObject({
      electronFuses: { resetAdHocDarwinSignature: true },
    })
    // Where the real codesign ran, it would have failed the packing.
    if (packed.codesign !== undefined)
      expect(packed.codesign).toMatch(/^--sign - --force .*--deep .*Visavis\.app$/m)
  })
})

describe('the installer for Windows', () => {
  it('asks whether to install for one person or for everybody, and elevates only for the latter', () => {
    const { nsis } = parse(read('electron-builder.yml')) as { nsis: object }
    expect(nsis).toMatchObject({ oneClick: false, perMachine: false, allowElevation: true })
  })

  it('makes our links open the app, and takes that back when it is uninstalled', () => {
    const { nsis, protocols } = parse(read('electron-builder.yml')) as {
      nsis: { include: string }
      protocols: [{ schemes: [string] }]
    }
    const script = read(nsis.include)
    const key = `"Software\\Classes\\${protocols[0].schemes[0]}"`
    expect(script).toContain(`WriteRegStr SHELL_CONTEXT ${key} "URL Protocol" ""`)
    expect(script).toContain(`DeleteRegKey SHELL_CONTEXT ${key}`)
  })

  it('puts name and version into the program', () => {
    const program = readFileSync(join(packed.windows, 'Visavis.exe')).toString('utf16le')
    // Resources are aligned to four bytes, so one of the two readings has the letters apart.
    const shifted = readFileSync(join(packed.windows, 'Visavis.exe')).subarray(1).toString('utf16le')
    expect(program + shifted).toContain('ProductName\0')
    expect(program + shifted).toContain('Copyright © 2026 Visavis contributors')
  })
})

describe('the icons', () => {
  it('of Windows hold every size from the title bar to the large tile', () => {
    const file = readFileSync(join(root, 'build/icon.ico'))
    const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) => file[6 + index * 16] || 256)
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
  })

  it('of macOS hold every size up to 1024', () => {
    const file = readFileSync(join(root, 'build/icon.icns'))
    expect(file.readUInt32BE(4)).toBe(file.length)
    const names: string[] = []
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
      names.push(file.toString('ascii', at, at + 4))
    expect(names.sort()).toEqual(['ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic12', 'ic13', 'ic14'])
  })
})
