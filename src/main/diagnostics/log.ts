/** Where the main process says what happened. Details are redacted by the adapter, see shared/redact.ts. */
export interface Log {
  info(event: string, details?: LogDetails): void
  warn(event: string, details?: LogDetails): void
  error(event: string, details?: LogDetails): void
}

/** Small facts only. Never what a person typed, said or was sent. */
export type LogDetails = Readonly<Record<string, string | number | boolean | undefined>>

/** What a caught value says about itself, for the log. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  const cause = error.cause === undefined ? '' : `, because of ${describeError(error.cause)}`
  return `${error.name}: ${error.message}${code}${cause}`
}
