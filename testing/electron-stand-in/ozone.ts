/**
 * Which display server Electron would use on Linux: what the command line says, else the type of the session
 * (electron/docs/breaking-changes.md, 38.0). Electron puts its choice on its own command line.
 */
export const ozonePlatform: string =
  process.argv
    .map((argument) => /^--ozone-platform=(wayland|x11)$/.exec(argument)?.[1])
    .find((name) => name !== undefined) ?? (process.env['XDG_SESSION_TYPE'] === 'wayland' ? 'wayland' : 'x11')

export const onWayland = ozonePlatform === 'wayland'
