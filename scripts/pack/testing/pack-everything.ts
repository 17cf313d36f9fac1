import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { root } from '../../../testing/setup/build-app.ts'
import { placeholderCodesign } from './placeholder-codesign.ts'
import { placeholderElectron } from './placeholder-electron.ts'

/** What electron-builder would have handed to the tool that makes a Linux package. */
export interface LinuxPackage {
  readonly arguments: readonly string[]
  readonly desktopFile: string
}

export interface Packed {
  readonly linux: string
  readonly mac: string
  readonly windows: string
  readonly deb: LinuxPackage
  readonly rpm: LinuxPackage
  /** The desktop file of the AppImage. */
  readonly appImage: string
  /** How `codesign` was called, one call a line; undefined on macOS, where the real one ran. */
  readonly codesign: string | undefined
}

/**
 * Packs for all three systems by the configuration as it is, with a placeholder for Electron, up to the point where
 * electron-builder would download the tools of the systems.
 * @param folder takes everything, some megabytes
 */
export async function packEverything(folder: string): Promise<Packed> {
  const electron = placeholderElectron(join(folder, 'electron'))
  const codesign = placeholderCodesign(join(folder, 'codesign'))
  const output = join(folder, 'packed')
  const linuxPackages: LinuxPackage[] = []
  let appImage = ''
  await build({
    projectDir: root,
    publish: 'never',
    targets: new Map([
      [Platform.LINUX, new Map([[Arch.x64, ['deb', 'rpm', 'AppImage']]])],
      [Platform.WINDOWS, new Map([[Arch.x64, ['dir']]])],
      [Platform.MAC, new Map([[Arch.x64, ['dir']]])],
    ]),
    config: {
      directories: { output },
      electronDist: ({ platformName }) => electron[platformName as keyof typeof electron],
    },
    // Called with what is about to be made; true keeps it from being made.
    effectiveOptionComputed: (made: unknown) => {
      if (Array.isArray(made)) {
        const [args, desktopFile] = made as [string[], string]
        linuxPackages.push({ arguments: args, desktopFile: readFileSync(desktopFile, 'utf8') })
      } else {
        appImage = (made as { desktop: string }).desktop
      }
      return Promise.resolve(true)
    },
  })
  const packageFor = (ending: string): LinuxPackage => {
    const found = linuxPackages.find(({ arguments: args }) =>
      args.some((argument) => argument.endsWith(ending)),
    )
    if (!found) throw new Error(`electron-builder made no ${ending}`)
    return found
  }
  return {
    linux: join(output, 'linux-unpacked'),
    mac: join(output, 'mac/Visavis.app/Contents'),
    windows: join(output, 'win-unpacked'),
    deb: packageFor('.deb'),
    rpm: packageFor('.rpm'),
    appImage,
    codesign: codesign(),
  }
}
