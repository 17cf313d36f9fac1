import type { Dispose } from './dispose.ts'

export interface Clock {
  /** Unix time, ms. */
  now(): number
  /** Calls back once after `ms`, unless disposed before. */
  setTimer(ms: number, callback: () => void): Dispose
}

export interface Random {
  /** Uniform in [0, 1); for jitter, never for keys. */
  unit(): number
  /** From a cryptographically secure source. */
  bytes(length: number): Uint8Array
}
