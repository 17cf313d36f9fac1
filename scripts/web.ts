import { parseArgs } from 'node:util'
import { defaultPort, serveWeb } from './serve-web.ts'

/** `npm run web`: the signaling server with the web client. `--port N` or PORT=N; 0 lets the system choose. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' } } })
  const text = values.port ?? process.env['PORT'] ?? String(defaultPort)
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`This is no port: ${text}`)
  await serveWeb(Number(text), 'fail')
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
