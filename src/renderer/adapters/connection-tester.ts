import { createConnectionTest, type ConnectionTest } from '../core/connection-test/runner.ts'
import { iceProbe } from './ice-probe.ts'
import { consoleLogger, systemClock, systemRandom } from './system.ts'
import { createOpenSocket } from './web-socket.ts'

/** The connection test over the real network; a chunk of its own, since few ever test. */
export function connectionTester(): ConnectionTest {
  return createConnectionTest({
    openSocket: (server) => createOpenSocket(() => server),
    probe: iceProbe,
    clock: systemClock,
    random: systemRandom,
    logger: consoleLogger,
  })
}
