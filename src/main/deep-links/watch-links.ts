import type { App } from 'electron'
import { hiddenArgument } from '../app/launch-at-login/login-item.ts'
import type { AppCommand } from '../commands/app-command.ts'
import { commandArgument } from '../commands/command-line.ts'
import { linkArgument } from './link-argument.ts'

/** Where links come in. Call it in the first turn: macOS sends `open-url` before the app is ready. */
export interface LinkWatch {
  /** Hears every link from now on, and those that came before. */
  follow(listener: (link: string) => void): void
  /** Another start of the app, with a link or without, that wants to see it. */
  onSecondInstance(listener: () => void): void
  /** A start that wants the app to do something; another one wants nothing to be seen by itself. */
  onCommand(listener: (command: AppCommand) => void): void
}

export function watchLinks(app: App, argv: readonly string[]): LinkWatch {
  let follower: ((link: string) => void) | undefined
  let secondInstance: (() => void) | undefined
  let commanded: ((command: AppCommand) => void) | undefined
  const early: string[] = []
  const arrived = (link: string | undefined) => {
    if (link === undefined) return
    if (follower) follower(link)
    else early.push(link)
  }

  arrived(linkArgument(argv))
  // The others are about a call, and there is none yet.
  let startsCall = commandArgument(argv)?.type === 'new-call'
  app.on('open-url', (event, url) => {
    event.preventDefault()
    arrived(url)
  })
  app.on('second-instance', (_event, otherArgv) => {
    const command = commandArgument(otherArgv)
    if (command) {
      commanded?.(command)
      return
    }
    const link = linkArgument(otherArgv)
    // Started at login while it runs already: nobody asked to see it.
    if (link === undefined && otherArgv.includes(hiddenArgument)) return
    secondInstance?.()
    arrived(link)
  })

  return {
    follow(listener) {
      follower = listener
      for (const link of early.splice(0)) listener(link)
    },
    onSecondInstance(listener) {
      secondInstance = listener
    },
    onCommand(listener) {
      commanded = listener
      if (startsCall) listener({ type: 'new-call' })
      startsCall = false
    },
  }
}
