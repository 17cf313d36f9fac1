/**
 * Runs the conformance suite against any server of the protocol:
 *
 *   npm run conformance -- --url ws://host:port/ws
 *
 * Without an address it tests this repository's own server. The server under test should allow some hundred joins a
 * minute from one address; tests that wait for `resumeMs` and `heartbeatMs` take as long as that server says.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { url } = parseArgs({ options: { url: { type: 'string' } } }).values
const folder = fileURLToPath(new URL('.', import.meta.url))
const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url))
const root = fileURLToPath(new URL('../../../', import.meta.url))

const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', folder, '--root', root, '--reporter', 'verbose'],
  {
    stdio: 'inherit',
    env: { ...process.env, ...(url === undefined ? {} : { VISAVIS_CONFORMANCE_URL: url }) },
  },
)
process.exitCode = status ?? 1
