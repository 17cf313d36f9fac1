import { join } from 'node:path'
import electronLog from 'electron-log/node.js'
import type { Log, LogDetails } from './log.ts'
import { redact } from './redact.ts'

/** One old file is kept beside the current one, so the log never takes more than twice this. */
const maxFileBytes = 1024 * 1024

/** Logs to `folder/main.log`, and to the console when the app was started from one. */
export function createFileLog(folder: string): Log {
  const logger = electronLog.create({ logId: 'main' })
  logger.transports.file.resolvePathFn = () => join(folder, 'main.log')
  logger.transports.file.maxSize = maxFileBytes
  logger.transports.file.format = '{iso} {level} {text}'
  logger.transports.console.format = '{level} {text}'
  const line = (event: string, details: LogDetails = {}) =>
    redact([event, ...Object.entries(details).map(([name, value]) => `${name}=${String(value)}`)].join(' '))
  return {
    info: (event, details) => logger.info(line(event, details)),
    warn: (event, details) => logger.warn(line(event, details)),
    error: (event, details) => logger.error(line(event, details)),
  }
}
