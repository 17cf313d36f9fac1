import type { OpenSocket, SocketHandlers } from '../../core/ports/socket.ts'
import { check, equal, eventually, settle, type ContractCase, type Steps } from './case.ts'

export interface OpenSocketHarness extends Steps {
  /** To a signaling server that is there. */
  readonly openSocket: OpenSocket
  /** To a port where nobody listens. */
  readonly openDead: OpenSocket
  /** To an address that is none; absent where addresses do not matter. */
  readonly openNonsense?: OpenSocket
}

/** Writes down what it is called with, as `opened`, `text …`, `closed …`. */
export class SocketDiary implements SocketHandlers {
  readonly lines: string[] = []
  readonly texts: string[] = []

  opened(): void {
    this.lines.push('opened')
  }

  text(text: string): void {
    this.lines.push('text')
    this.texts.push(text)
  }

  closed(code: number): void {
    this.lines.push(`closed ${code}`)
  }

  /** The handlers as plain functions: nobody has to keep `this` for them. */
  get handlers(): SocketHandlers {
    return {
      opened: () => this.opened(),
      text: (text) => this.text(text),
      closed: (code) => this.closed(code),
    }
  }
}

const join = JSON.stringify({ type: 'join', room: 'R'.repeat(22), presence: 'listen' })

export const openSocketCases: readonly ContractCase<OpenSocketHarness>[] = [
  {
    name: 'never calls back while it is being opened',
    run: async (harness) => {
      const diary = new SocketDiary()
      const socket = harness.openSocket(diary.handlers)
      equal(diary.lines, [], 'called back at once')
      await eventually(harness, () => diary.lines, ['opened'], 'opened once')
      socket.close()
    },
  },
  {
    name: 'carries text both ways',
    run: async (harness) => {
      const diary = new SocketDiary()
      const socket = harness.openSocket(diary.handlers)
      await eventually(harness, () => diary.lines, ['opened'], 'opened')
      socket.send(join)
      await eventually(harness, () => diary.lines, ['opened', 'text'], 'answered')
      check(diary.texts[0]?.includes('"joined"') === true, `answer: ${String(diary.texts[0])}`)
      socket.close()
    },
  },
  {
    name: 'passes on why the other side closed, once',
    run: async (harness) => {
      const diary = new SocketDiary()
      const socket = harness.openSocket(diary.handlers)
      await eventually(harness, () => diary.lines, ['opened'], 'opened')
      for (let count = 0; count < 3; count++) socket.send('not a message')
      const closed = (): readonly string[] => diary.lines.filter((line) => line.startsWith('closed'))
      await eventually(harness, closed, ['closed 4400'], 'closed with its code')
      await settle(harness)
      equal(closed(), ['closed 4400'], 'closed once')
      equal(diary.lines.at(-1), 'closed 4400', 'nothing after closed')
      socket.close()
    },
  },
  {
    name: 'is silent once it is closed from here',
    run: async (harness) => {
      const diary = new SocketDiary()
      const socket = harness.openSocket(diary.handlers)
      await eventually(harness, () => diary.lines, ['opened'], 'opened')
      socket.send(join)
      socket.close()
      socket.close()
      await settle(harness)
      equal(diary.lines, ['opened'], 'silent')
    },
  },
  {
    name: 'can be closed before it is open, and stays silent',
    run: async (harness) => {
      const diary = new SocketDiary()
      harness.openSocket(diary.handlers).close()
      await settle(harness)
      equal(diary.lines, [], 'silent')
    },
  },
  {
    name: 'says 1006 where nobody listens',
    run: async (harness) => {
      const diary = new SocketDiary()
      harness.openDead(diary.handlers)
      equal(diary.lines, [], 'called back at once')
      await eventually(harness, () => diary.lines, ['closed 1006'], 'closed')
      await settle(harness)
      equal(diary.lines, ['closed 1006'], 'closed once')
    },
  },
  {
    name: 'says 1006 of an address that is none, instead of throwing',
    run: async (harness) => {
      if (!harness.openNonsense) return
      const diary = new SocketDiary()
      harness.openNonsense(diary.handlers)
      equal(diary.lines, [], 'called back at once')
      await eventually(harness, () => diary.lines, ['closed 1006'], 'closed')

      const silenced = new SocketDiary()
      harness.openNonsense(silenced.handlers).close()
      await settle(harness)
      equal(silenced.lines, [], 'silent once closed')
    },
  },
]
