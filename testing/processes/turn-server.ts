import { spawn, type ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { freePort } from '../free-port.ts'

/** A STUN binding request (RFC 8489, section 5): type 1, no length, the magic cookie, any transaction. */
const bindingRequest = Buffer.from('000100002112a442000102030405060708090a0b', 'hex')
const answerWithinMs = 100
const atMostTries = 300

/** A TURN server (coturn) for one test, on the loopback interface only. */
export class TurnServer {
  readonly port: number
  readonly #process: ChildProcess

  private constructor(port: number, process: ChildProcess) {
    this.port = port
    this.#process = process
  }

  /** @param secret by which it knows the credentials that a signaling server hands out */
  static async start(secret: string): Promise<TurnServer> {
    const port = await freePort('udp')
    const child = spawn(
      'turnserver',
      [
        ...['-n', '--use-auth-secret', `--static-auth-secret=${secret}`, '--realm=visavis', '--no-cli'],
        ...['--no-tls', '--no-dtls', '--pidfile=', '--log-file=stdout', '--allow-loopback-peers'],
        ...['--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${port}`],
      ],
      { stdio: 'ignore' },
    )
    const server = new TurnServer(port, child)
    for (let tries = 0; tries < atMostTries; tries++) if (await answers(port)) return server
    await server.stop()
    throw new Error('the TURN server does not answer')
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    this.#process.kill('SIGKILL')
    await once(this.#process, 'exit')
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  const answer = once(socket, 'message').then(() => true)
  socket.send(bindingRequest, port, '127.0.0.1')
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, answerWithinMs, false))
  const answered = await Promise.race([answer, late])
  socket.close()
  return answered
}
