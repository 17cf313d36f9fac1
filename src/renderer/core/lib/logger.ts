/**
 * Structured log lines: an event name and plain details. Never a room code, key, name, SDP or address:
 * what is logged may end up in somebody's bug report.
 */
export interface Logger {
  info(event: string, details?: LogDetails): void
  warn(event: string, details?: LogDetails): void
  /** A fault of this program, never something that another caused. */
  error(event: string, details?: LogDetails): void
}

export type LogDetails = Readonly<Record<string, string | number | boolean | undefined>>
