import { buildIfStale } from './build-app.ts'

/** The web client that suites and benches open is the one of the sources beside them, unless another was named. */
export function ensureWebClient(): void {
  // On the error stream: a bench's own output is for programs to read.
  if (process.env['VISAVIS_WEB_CLIENT'] === undefined) buildIfStale(console.error)
}
