import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { linkScheme } from '../../shared/deep-link.ts'
import { execLine } from '../app/launch-at-login/autostart-entry.ts'
import { appId, desktopFileName } from '../app/identity.ts'

/** Says that an entry is one of ours, which we may change and remove. */
const mark = 'X-Visavis-AppImage=true'

/**
 * A desktop entry that opens our links with an AppImage, by the Desktop Entry Specification 1.5. It is no menu entry:
 * where an AppImage shows is for the person to decide.
 * @param appImage absolute path
 */
export function linkEntry(appImage: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Visavis',
    `Exec=${execLine(appImage, [])} %U`,
    // An entry whose program was removed counts for nothing.
    `TryExec=${appImage.replaceAll('\\', '\\\\')}`,
    'NoDisplay=true',
    'Terminal=false',
    `MimeType=x-scheme-handler/${linkScheme};`,
    `StartupWMClass=${appId}`,
    mark,
    '',
  ].join('\n')
}

/** Where the person's own desktop entries are, by the XDG Base Directory Specification. */
export function linkEntryFile(env: Readonly<Record<string, string | undefined>>, home: string): string {
  return join(env['XDG_DATA_HOME'] || join(home, '.local/share'), 'applications', desktopFileName)
}

/**
 * Brings the entry up to where the AppImage is now. An installation by a package has an entry of its own, which one of
 * ours would hide, so there ours is removed.
 * @param appImage undefined for an installation by a package
 * @returns whether there is an entry of ours now
 */
export async function keepLinkEntry(file: string, appImage: string | undefined): Promise<boolean> {
  const present = await textOf(file)
  const isOurs = present?.split('\n').includes(mark) ?? false
  if (appImage === undefined) {
    if (isOurs) await rm(file, { force: true })
    return false
  }
  // Somebody made an entry of this name by hand, or by a program that integrates AppImages.
  if (present !== undefined && !isOurs) return false
  const wanted = linkEntry(appImage)
  if (present !== wanted) {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, wanted)
  }
  return true
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
