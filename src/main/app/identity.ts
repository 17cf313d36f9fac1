import type { App } from 'electron'
import type { Platform } from '../../shared/ipc.ts'

/** The same as in electron-builder.yml: it joins the running program to its entry in the start menu. */
export const appId = 'net.visavis.app'

/**
 * The desktop file of the app on Linux, as package.json and the packages name it. Electron, Wayland and the portals know
 * the app by this id.
 */
export const desktopFileName = `${appId}.desktop`

/** Windows shows notifications, and groups windows in the taskbar, by this name; installers put it on the shortcuts. */
export function identify(app: Pick<App, 'setAppUserModelId'>, platform: Platform): void {
  if (platform === 'windows') app.setAppUserModelId(appId)
}
