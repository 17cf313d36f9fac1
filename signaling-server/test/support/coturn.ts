import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** A TURN server of our own, on this machine. */
export interface Coturn {
  readonly port: number
  stop(): Promise<void>
}

/** No TLS, no file for its process id, and a log that goes nowhere. */
const ownFlags = ['--no-tls', '--no-dtls', '--pidfile=', '--log-file=stdout', '--listening-ip=127.0.0.1']

/** Resolves when it answers. `flags` say what is to be tried. */
export async function startCoturn(flags: readonly string[]): Promise<Coturn> {
  const port = await freeUdpPort()
  const child = spawn('turnserver', [...flags, ...ownFlags, `--listening-port=${port}`], {
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGKILL')
    await exited
  }
  for (let tries = 0; tries < 100 && child.exitCode === null; tries++) {
    if (await answers(port)) return { port, stop }
  }
  await stop()
  throw new Error('coturn does not answer')
}

async function answers(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  // A STUN binding request (RFC 8489, section 5): type 1, no length, the magic cookie, any transaction.
  socket.send(Buffer.from('000100002112a442000102030405060708090a0b', 'hex'), port, '127.0.0.1')
  const answered = await Promise.race([
    once(socket, 'message').then(() => true),
    new Promise<boolean>((resolve) => setTimeout(resolve, 100, false)),
  ])
  socket.close()
  return answered
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  return port
}
