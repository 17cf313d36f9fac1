import childProcess from 'node:child_process'
import dns from 'node:dns'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/**
 * Writes down what the app's own code does before its first window shows: each call that makes the process wait for
 * the disk or for another program, and each that turns to the network.
 */
export interface StartStep {
  readonly kind: 'waits' | 'network' | 'window'
  readonly call: string
  /** Milliseconds since the process began. */
  readonly at: number
  /** The line of the bundle. */
  readonly from: string
}

const file = process.env['VISAVIS_START_TRACE'] ?? ''
const steps: StartStep[] = []
let shown = false
const { writeFileSync } = fs

type Call = (this: unknown, ...args: unknown[]) => unknown

function watch(kind: StartStep['kind'], owner: object, name: string): void {
  const functions = owner as Record<string, Call>
  const original = functions[name]
  if (typeof original !== 'function') return
  functions[name] = function (...args) {
    const from = caller()
    if (!shown && from !== undefined)
      steps.push({ kind, call: name, at: Math.round(performance.now()), from })
    return original.apply(this, args)
  }
}

/** The nearest line of a file, if it is one of the app's and not one of this folder, which stands for Electron. */
function caller(): string | undefined {
  const lines = new Error().stack?.split('\n').slice(3) ?? []
  const nearest = lines.find((line) => /file:|\(\/|at \//.test(line))
  return nearest?.includes('/out/main/') === true ? nearest.trim() : undefined
}

for (const name of Object.keys(fs).filter((name) => name.endsWith('Sync'))) watch('waits', fs, name)
for (const name of ['execSync', 'execFileSync', 'spawnSync']) watch('waits', childProcess, name)
watch('network', net.Server.prototype, 'listen')
watch('network', net.Socket.prototype, 'connect')
watch('network', dns, 'lookup')
syncBuiltinESMExports()

/** The first window has been shown: what follows keeps nobody waiting. Called by start-trace-end.ts. */
function endStartTrace(): void {
  if (shown) return
  shown = true
  steps.push({ kind: 'window', call: 'show', at: Math.round(performance.now()), from: '' })
  writeFileSync(file, JSON.stringify(steps))
}
Reflect.set(globalThis, Symbol.for('visavis.endStartTrace'), endStartTrace)
