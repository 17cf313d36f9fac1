import { findElectron } from '../setup/electron-binary.ts'
import type { DesktopApp, DesktopOptions } from './desktop-app.ts'
import { ElectronApp } from './electron-app.ts'
import { StandInApp } from './stand-in-app.ts'

/** The program of Electron where that is installed and wanted; undefined: the stand-in is taken. */
export function electronToUse(): string | undefined {
  return process.env['VISAVIS_DESKTOP'] === 'stand-in' ? undefined : findElectron()
}

/**
 * The built desktop app, started as its user would start it: in Electron where its program is installed, else in the
 * stand-in. VISAVIS_DESKTOP=stand-in takes the stand-in also where Electron is.
 */
export function launchDesktop(options: DesktopOptions): Promise<DesktopApp> {
  const electron = electronToUse()
  return electron === undefined ? StandInApp.launch(options) : ElectronApp.launch(electron, options)
}
