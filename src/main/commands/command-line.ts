import type { CallCommand } from '../../shared/ipc.ts'

/** Sharing takes more than a word to the page, see capture/share-requests.ts. */
export type ArgumentCommand = CallCommand | 'share-screen'

/**
 * What a second start can ask of the running app. Desktops that let no program listen for keys of its own (Wayland)
 * can bind these to a key: `visavis --toggle-mute`. The menu entry of the app offers the first.
 */
const commands: Readonly<Record<string, ArgumentCommand>> = {
  '--new-call': 'new-call',
  '--toggle-mute': 'toggle-microphone',
  '--toggle-camera': 'toggle-camera',
  '--share': 'share-screen',
  '--stop-sharing': 'stop-sharing',
  '--hang-up': 'hang-up',
}

/** The first command among the arguments of a start; Chromium adds arguments of its own around it. */
export function commandArgument(argv: readonly string[]): ArgumentCommand | undefined {
  for (const argument of argv.slice(1)) {
    if (Object.hasOwn(commands, argument)) return commands[argument]
  }
  return undefined
}
