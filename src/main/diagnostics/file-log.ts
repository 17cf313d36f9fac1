import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describeError, type Log, type LogDetails } from './log.ts'
import { logFileNames } from './log-files.ts'
import { redact } from '../../shared/redact.ts'

/** One old file is kept beside the current one, so the log never takes more than about twice this. */
const maxFileBytes = 1024 * 1024

export interface FileLog extends Log {
  /** Resolves when every line is on disk, or has failed to get there. */
  flush(): Promise<void>
}

export interface FileLogOptions {
  /** The folder of the log; made when it is not there. */
  readonly folder: string
  readonly now: () => Date
  /** Where else each line goes: the terminal, when the app was started from one. */
  readonly print: (line: string) => void
  readonly maxBytes?: number
}

/** Logs to a file, a line at a time and never making anybody wait: the first lines are written before a window shows. */
export function createFileLog({ folder, now, print, maxBytes = maxFileBytes }: FileLogOptions): FileLog {
  const file = join(folder, logFileNames.current)
  let waiting = ''
  let writing: Promise<void> | undefined
  let bytes: number | undefined

  async function write(): Promise<void> {
    try {
      while (waiting !== '') {
        const lines = waiting
        waiting = ''
        bytes ??= await begin()
        if (bytes > 0 && bytes + lines.length > maxBytes) {
          await rename(file, join(folder, logFileNames.old))
          bytes = 0
        }
        await appendFile(file, lines)
        bytes += Buffer.byteLength(lines)
      }
    } catch (error) {
      // There is no other place to tell it; the next line tries again.
      print(`error log not written error=${describeError(error)}`)
      bytes = undefined
    }
    writing = undefined
  }

  async function begin(): Promise<number> {
    await mkdir(folder, { recursive: true })
    // What cannot be looked at is new, or the next step says what is wrong with it.
    return (await stat(file).catch(() => undefined))?.size ?? 0
  }

  function log(level: string, event: string, details: LogDetails = {}): void {
    const facts = Object.entries(details).map(([name, value]) => `${name}=${String(value)}`)
    const text = redact([event, ...facts].join(' '))
    print(`${level} ${text}`)
    waiting += `${now().toISOString()} ${level} ${text}\n`
    writing ??= write()
  }

  return {
    info: (event, details) => log('info', event, details),
    warn: (event, details) => log('warn', event, details),
    error: (event, details) => log('error', event, details),
    flush: async () => writing,
  }
}
