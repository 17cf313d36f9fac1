import type { AppCommand } from './app-command.ts'

/**
 * What a second start can ask of the running app. Desktops that let no program listen for keys of its own (Wayland)
 * can bind these to a key: `visavis --toggle-mute`. The menu entry of the app offers the first.
 */
const commands: Readonly<Record<string, AppCommand>> = {
  '--new-call': { type: 'new-call' },
  '--toggle-mute': { type: 'toggle-microphone' },
  '--toggle-camera': { type: 'toggle-camera' },
  // The picker is in the window.
  '--share': { type: 'choose-what-to-share' },
  '--stop-sharing': { type: 'stop-sharing' },
  '--hang-up': { type: 'hang-up' },
}

/** The first command among the arguments of a start; Chromium adds arguments of its own around it. */
export function commandArgument(argv: readonly string[]): AppCommand | undefined {
  for (const argument of argv.slice(1)) {
    if (Object.hasOwn(commands, argument)) return commands[argument]
  }
  return undefined
}
