import { app, dialog } from 'electron'
import { describeError } from '../diagnostics/log.ts'

/** Ends an app that could not start. Nothing of ours runs that could tell the person, so the system's dialog does. */
export function failToStart(error: unknown): void {
  dialog.showErrorBox('Visavis could not start', describeError(error))
  app.exit(1)
}
