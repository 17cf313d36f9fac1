import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A TCP socket that keeps its own side open, whatever the other side does. */
export async function openSocket(port: number, localAddress = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress, allowHalfOpen: true })
  // Being cut off is what these sockets are here for.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** One figure of the server's metrics; NaN if it has none of that name (and those labels, if any are given). */
export async function metric(port: number, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1))
}

/** Polls, for a server cannot be asked to tell when something is over. */
export async function untilMetric(
  port: number,
  name: string,
  holds: (value: number) => boolean,
  withinMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const value = await metric(port, name)
    if (holds(value)) return
    if (Date.now() > deadline) throw new Error(`${name} is ${value}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
