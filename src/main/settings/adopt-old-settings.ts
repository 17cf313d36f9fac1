import { constants } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The app's name before it had a product name, and so the name of its folder. */
const oldName = 'visavis'

/**
 * Copies the settings of builds from before the product name was set, whose folder on Linux was `visavis` and is
 * `Visavis` now. The systems whose file names ignore case kept the folder. Settings that are there already stay.
 * @param folders as `app.getPath` gives them
 * @returns whether there was something to copy
 */
export async function adoptOldSettings(folders: {
  readonly appData: string
  readonly userData: string
}): Promise<boolean> {
  const { appData, userData } = folders
  // A folder that was chosen by hand is not a renamed one.
  if (userData !== join(appData, 'Visavis')) return false
  try {
    await mkdir(userData, { recursive: true })
    const file = 'settings.json'
    await copyFile(join(appData, oldName, file), join(userData, file), constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EEXIST'))
      return false
    throw error
  }
}
