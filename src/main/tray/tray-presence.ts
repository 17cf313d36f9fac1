import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Platform } from '../../shared/ipc.ts'
import type { CallStatus } from '../app/call-status.ts'

/** How long the session bus may take to answer, milliseconds. */
const patience = 2_000

const service = 'org.kde.StatusNotifierWatcher'
const property = 'IsStatusNotifierHostRegistered'

/**
 * The same question for the two programs of which every Linux desktop has one: is there somebody who shows the icons
 * of programs? (StatusNotifierItem specification, "StatusNotifierWatcher")
 */
const questions: readonly (readonly [program: string, ...args: string[]])[] = [
  [
    'dbus-send',
    '--session',
    '--print-reply=literal',
    `--reply-timeout=${patience}`,
    `--dest=${service}`,
    '/StatusNotifierWatcher',
    'org.freedesktop.DBus.Properties.Get',
    `string:${service}`,
    `string:${property}`,
  ],
  [
    'gdbus',
    'call',
    '--session',
    `--timeout=${patience / 1000}`,
    `--dest=${service}`,
    '--object-path=/StatusNotifierWatcher',
    '--method=org.freedesktop.DBus.Properties.Get',
    service,
    property,
  ],
]

/** Runs a program and gives what it printed; rejects when it fails or is not there. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string>

export const runProgram: RunProgram = async (program, args) =>
  (await promisify(execFile)(program, [...args], { timeout: patience, windowsHide: true })).stdout

/** Whether an icon in the tray can be seen, so that a window may hide behind it. */
export interface TrayPresence {
  readonly there: boolean
  /** Asks anew: panels come and go. Never rejects. */
  look(): Promise<void>
}

export function createTrayPresence(platform: Platform, run: RunProgram): TrayPresence {
  let there = platform !== 'linux'
  return {
    get there() {
      return there
    },
    async look() {
      if (platform === 'linux') there = await hostIsThere(run)
    },
  }
}

/** Whether closing the window may hide it matters in a call, so that is when the answer must be fresh. */
export function lookBeforeCalls(presence: TrayPresence, call: CallStatus): () => void {
  let status = call.value.status
  return call.subscribe((now) => {
    if (now.status === status) return
    status = now.status
    if (status !== 'idle') void presence.look()
  })
}

async function hostIsThere(run: RunProgram): Promise<boolean> {
  for (const [program, ...args] of questions) {
    try {
      return /\btrue\b/.test(await run(program, args))
    } catch {
      // Not installed, or nobody there to answer: the other program, and then the careful answer.
      continue
    }
  }
  return false
}
