import type { Log, LogDetails } from '../diagnostics/log.ts'

export interface FakeLog extends Log {
  readonly lines: { level: 'info' | 'warn' | 'error'; event: string; details: LogDetails }[]
}

export function createFakeLog(): FakeLog {
  const lines: FakeLog['lines'] = []
  return {
    lines,
    info: (event, details = {}) => lines.push({ level: 'info', event, details }),
    warn: (event, details = {}) => lines.push({ level: 'warn', event, details }),
    error: (event, details = {}) => lines.push({ level: 'error', event, details }),
  }
}
