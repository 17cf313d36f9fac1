import type { DesktopApp, DesktopOptions } from './desktop-app.ts'
import { StandInApp } from './stand-in-app.ts'

/** The built desktop app, started as its user would start it. */
export function launchDesktop(options: DesktopOptions): Promise<DesktopApp & Pick<StandInApp, 'problems'>> {
  return StandInApp.launch(options)
}
