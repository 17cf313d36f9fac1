import { createSignalingServer } from '@visavis/signaling-server'
import { buildIfStale, rendererFolder } from '../testing/setup/build-app.ts'

/** Where the web client is by default. */
export const defaultPort = 8790

/**
 * Serves the signaling server and the web client on this machine, until Ctrl+C.
 * @param ifTaken what to do when another program has the port
 * @throws an error whose message can be shown as it is
 */
export async function serveWeb(port: number, ifTaken: 'fail' | 'take another'): Promise<void> {
  buildIfStale()
  const options = { host: '127.0.0.1', web: rendererFolder }
  const server = await createSignalingServer({ ...options, port }).catch((error: unknown) => {
    if (!isTaken(error)) throw error
    if (ifTaken === 'take another') {
      console.log(`Port ${port} is taken, so it takes another.`)
      return createSignalingServer({ ...options, port: 0 })
    }
    const next = port + 1
    throw new Error(
      `Port ${port} is taken. Choose another: npm run web -- --port ${next}  (or PORT=${next} npm run web)`,
      { cause: error },
    )
  })
  console.log(`Visavis runs on http://localhost:${server.port}  (Ctrl+C ends it)`)
  const stop = () => void server.close()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
