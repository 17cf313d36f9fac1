import type { Display } from 'electron'
import type { TrayScreen } from './tray-state.ts'

export function trayScreens(displays: readonly Display[]): TrayScreen[] {
  return displays.map(({ id, label, size, scaleFactor }) => ({
    displayId: String(id),
    name: label,
    width: Math.round(size.width * scaleFactor),
    height: Math.round(size.height * scaleFactor),
  }))
}
