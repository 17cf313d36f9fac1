import { describeError, type Log } from '../diagnostics/log.ts'
import type { AppCommand } from './app-command.ts'

/** The one bus for commands from outside the page. */
export interface AppCommands {
  readonly dispatch: (command: AppCommand) => void
  /** Sets the handler and hands it the commands that came before, in their order. */
  handle(handler: (command: AppCommand) => Promise<void>): void
}

/** Commands kept until there is a handler: only the start of the app comes before it. */
const maxEarlyCommands = 8

/** A handler that fails is logged and does not stop the next command. */
export function createAppCommands(log: Log): AppCommands {
  let handler: ((command: AppCommand) => Promise<void>) | undefined
  const early: AppCommand[] = []

  function dispatch(command: AppCommand): void {
    if (!handler) {
      if (early.length < maxEarlyCommands) early.push(command)
      return
    }
    handler(command).catch((error: unknown) =>
      log.error('command failed', { command: command.type, error: describeError(error) }),
    )
  }

  return {
    dispatch,
    handle(given) {
      handler = given
      for (const command of early.splice(0)) dispatch(command)
    },
  }
}
