import { buildIfStale } from './build-app.ts'

/** Builds the web client if its sources have changed, unless VISAVIS_WEB_CLIENT names another build. */
export function ensureWebClient(): void {
  // On stderr: the stdout of a bench is read by programs.
  if (process.env['VISAVIS_WEB_CLIENT'] === undefined) buildIfStale(console.error)
}
