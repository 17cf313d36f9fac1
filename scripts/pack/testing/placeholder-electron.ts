import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * What electron-builder needs to find of Electron's distribution: names, formats and the wire of fuses, but no program.
 * With it everything can be packed and looked at where Electron cannot be downloaded.
 */
export function placeholderElectron(folder: string): Record<'linux' | 'darwin' | 'win32', string> {
  const write = (name: string, content: string | Buffer) => {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content, { mode: 0o755 })
  }
  for (const system of ['linux', 'win32']) {
    for (const language of ['en-US', 'de', 'fr']) write(`${system}/locales/${language}.pak`, language)
    write(`${system}/resources/default_app.txt`, '')
  }
  for (const system of ['linux', 'win32', 'darwin']) {
    write(`${system}/LICENSE`, 'Electron')
    write(`${system}/LICENSES.chromium.html`, 'Chromium')
  }
  write('linux/electron', fuseWire)
  write('linux/chrome-sandbox', '')
  write('win32/electron.exe', Buffer.concat([windowsProgram(), fuseWire]))

  const contents = 'darwin/Electron.app/Contents'
  const framework = `${contents}/Frameworks/Electron Framework.framework`
  write(`${contents}/Info.plist`, propertyList('Electron'))
  write(`${contents}/MacOS/Electron`, '')
  write(`${framework}/Electron Framework`, fuseWire)
  for (const language of ['en', 'de', 'fr']) {
    write(`${contents}/Resources/${language}.lproj/locale.txt`, language)
    write(`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, language)
  }
  for (const suffix of ['', ' (Renderer)', ' (Plugin)', ' (GPU)']) {
    const helper = `Electron Helper${suffix}`
    write(`${contents}/Frameworks/${helper}.app/Contents/Info.plist`, propertyList(helper))
    write(`${contents}/Frameworks/${helper}.app/Contents/MacOS/${helper}`, '')
  }
  return { linux: join(folder, 'linux'), darwin: join(folder, 'darwin'), win32: join(folder, 'win32') }
}

/** Electron's wire: a word to find it by, a version, a length, and one character a fuse, as they come from Electron. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101001000'),
])

const propertyList = (name: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>`

/** As much of resedit, which electron-builder edits Windows programs with, as makes an empty one. */
interface ResEdit {
  readonly NtExecutable: { createEmpty(is32Bit: boolean, isDll: boolean): { generate(): ArrayBuffer } }
  readonly NtExecutableResource: {
    from(executable: object): { entries: unknown[]; outputResource(executable: object): void }
  }
  readonly Resource: {
    readonly VersionInfo: {
      create(
        language: number,
        fixed: object,
        strings: readonly object[],
      ): { outputToResourceEntries(entries: unknown[]): void }
    }
  }
}

function windowsProgram(): Buffer {
  const builder = createRequire(import.meta.url).resolve('electron-builder')
  const { NtExecutable, NtExecutableResource, Resource } = createRequire(builder)('resedit') as ResEdit
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const words = { lang: 1033, codepage: 1200, values: { FileDescription: 'Electron' } }
  Resource.VersionInfo.create(1033, {}, [words]).outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  return Buffer.from(program.generate())
}
