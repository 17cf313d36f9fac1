import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { BackgroundCall } from './background-call.ts'
import { startProgram, type Program } from './program.ts'

export interface HostileTestServer {
  readonly url: string
  /** A call of two well-behaved clients that must not be disturbed. */
  readonly backgroundCall: BackgroundCall
}

/**
 * Declares hooks that start one server for all tests of a file. Its heap is so small that keeping an attack's data ends
 * it. After each test a background call must still work, and the server must still run.
 */
export function hostileTestServer(): HostileTestServer {
  let program: Program
  let backgroundCall: BackgroundCall

  beforeAll(async () => {
    const limits = [
      '--joins-per-minute',
      '100000',
      '--max-connections-per-address',
      '3000',
      '--join-timeout-ms',
      '2000',
    ]
    const times = ['--resume-ms', '1000', '--heartbeat-ms', '4000', '--drain-ms', '0', '--log-level', 'error']
    program = await startProgram([...limits, ...times], {}, ['--max-old-space-size=64'])
  })
  beforeEach(async () => {
    backgroundCall = await BackgroundCall.meet(program.url)
  })
  afterEach(async () => {
    await backgroundCall.talk()
    await backgroundCall.part()
    expect(program.child.exitCode).toBeNull()
  })
  afterAll(async () => {
    program.child.kill('SIGTERM')
    expect(await program.exited).toEqual({ code: 0, signal: null })
  })

  return {
    get url() {
      return program.url
    },
    get backgroundCall() {
      return backgroundCall
    },
  }
}
