import { describeError, type Log } from './log.ts'

/** A bug in main must not end somebody's call: it is logged, and the app goes on. */
export function logUncaughtErrors(log: Log, process: NodeJS.Process): () => void {
  const onException = (error: unknown) => log.error('uncaught exception', { error: describeError(error) })
  const onRejection = (error: unknown) => log.error('unhandled rejection', { error: describeError(error) })
  process.on('uncaughtException', onException)
  process.on('unhandledRejection', onRejection)
  return () => {
    process.off('uncaughtException', onException)
    process.off('unhandledRejection', onRejection)
  }
}
