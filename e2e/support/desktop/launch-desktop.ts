import { findElectron } from '../../../scripts/electron-binary.ts'
import type { DesktopApp, DesktopOptions } from './desktop-app.ts'
import { ElectronApp } from './electron-app.ts'
import { StandInApp } from './stand-in-app.ts'

/**
 * The built desktop app, started as its user would start it: in Electron where its program is installed, else in the
 * stand-in. VISAVIS_DESKTOP=stand-in takes the stand-in also where Electron is.
 */
export function launchDesktop(options: DesktopOptions): Promise<DesktopApp> {
  const electron = process.env['VISAVIS_DESKTOP'] === 'stand-in' ? undefined : findElectron()
  return electron === undefined ? StandInApp.launch(options) : ElectronApp.launch(electron, options)
}
