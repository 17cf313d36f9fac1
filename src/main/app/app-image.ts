type Env = Readonly<Record<string, string | undefined>>

/**
 * The AppImage that this program runs from; undefined for any other installation. What is started from an AppImage
 * inherits its environment, so the program must lie inside the folder where that one is mounted.
 */
export function appImagePath(env: Env, execPath: string): string | undefined {
  const { APPIMAGE: file, APPDIR: mount } = env
  if (file === undefined || file === '') return undefined
  return mount === undefined || execPath.startsWith(`${mount}/`) ? file : undefined
}
