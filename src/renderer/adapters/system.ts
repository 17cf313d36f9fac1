import type { Clock, Random } from '../core/ports/clock.ts'
import type { Logger, LogDetails } from '../core/ports/logger.ts'

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

/** In the console, which the desktop app keeps in its log file. */
export const consoleLogger: Logger = {
  info: (event, details) => {
    console.info(line(event, details))
  },
  warn: (event, details) => {
    console.warn(line(event, details))
  },
}

function line(event: string, details: LogDetails | undefined): string {
  return details === undefined ? event : `${event} ${JSON.stringify(details)}`
}
