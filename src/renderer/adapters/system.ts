import type { Clock, Random } from '../core/lib/clock.ts'
import { redact } from '../../shared/redact.ts'
import type { Logger, LogDetails } from '../core/lib/logger.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (ms, callback) => {
    const timer = setTimeout(callback, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}

export const systemRandom: Random = {
  unit: () => Math.random(),
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
}

/** In the console. Room codes are taken out, since a console is copied into bug reports as a log file is. */
export const consoleLogger: Logger = {
  info: (event, details) => {
    console.info(logLine(event, details))
  },
  warn: (event, details) => {
    console.warn(logLine(event, details))
  },
  error: (event, details) => {
    console.error(logLine(event, details))
  },
}

function logLine(event: string, details: LogDetails | undefined): string {
  if (details === undefined) return redact(event)
  const entries = Object.entries(details).map(([name, value]) => [name, redactedValue(value)])
  return `${redact(event)} ${JSON.stringify(Object.fromEntries(entries))}`
}

/** Before it becomes JSON, whose escapes would hide a code with a tab or a line break in it. */
function redactedValue(value: LogDetails[string]): LogDetails[string] {
  if (typeof value === 'string') return redact(value)
  // A number can be written as a code, too.
  return typeof value === 'number' && redact(String(value)) !== String(value) ? '[code]' : value
}
