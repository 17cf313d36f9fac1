import { parseRoomCode, type RoomCode } from '../../../shared/room-code.ts'
import type { CallActivity, Shell } from '../../core/ports/shell.ts'
import type { ShellNotice } from '../../../shared/ipc.ts'
import { check, equal, eventually, settle, type ContractCase, type Steps } from './case.ts'

export interface ShellHarness extends Steps {
  /** A shell as it is at the start, opened by this link (the part after `#`) if any. */
  open(fragment?: string): Promise<Shell>
  /** The person follows a link while the app runs. */
  follow(fragment: string): void
  /** The network comes back. */
  online(): void
  /** What `copyText` has put on the clipboard; undefined where it cannot be read here. */
  clipboard?(): Promise<string>
}

const code = codeOf('K7MQ-4QXP-9TDA')

function codeOf(text: string): RoomCode {
  const parsed = parseRoomCode(text)
  if (!parsed.ok) throw new Error(`no room code: ${text}`)
  return parsed.code
}

const activities: readonly CallActivity[] = [
  { status: 'lobby', code },
  { status: 'in-call', code, microphone: true, camera: false, sharing: true },
  { status: 'home' },
]

export const shellCases: readonly ContractCase<ShellHarness>[] = [
  {
    name: 'knows where the signaling server is',
    run: async (harness) => {
      const shell = await harness.open()
      const { url } = shell.server()
      check(/^wss?:\/\/[^/]+.*\/ws$/.test(url), `address: ${url}`)
      check(['desktop', 'web'].includes(shell.platform.kind), 'kind')
      check(['mac', 'windows', 'linux'].includes(shell.platform.os), 'platform')
      check(shell.platform.version !== '', 'version')
    },
  },
  {
    name: 'makes invitations that lead to the room and tell no server of it',
    run: async (harness) => {
      const link = new URL((await harness.open()).platform.inviteLink(code))
      equal(parseRoomCode(decodeURIComponent(link.hash.slice(1))), { ok: true, code }, 'code in the link')
      check(!(link.pathname + link.search).includes('K7MQ'), 'the code would be sent to the server')
    },
  },
  {
    name: 'tells of the link it was opened by',
    run: async (harness) => {
      const shell = await harness.open('K7MQ-4QXP-9TDA')
      const opened: RoomCode[] = []
      const stop = shell.onOpenRoom((room) => opened.push(room))
      shell.ready()
      await eventually(harness, () => opened, [code], 'opened')
      stop()
    },
  },
  {
    name: 'tells of a link followed while it runs, until nobody listens',
    run: async (harness) => {
      const shell = await harness.open()
      const opened: RoomCode[] = []
      const stop = shell.onOpenRoom((room) => opened.push(room))
      shell.ready()
      harness.follow('k7mq4qxp9tda')
      await eventually(harness, () => opened, [code], 'opened')
      stop()
      harness.follow('0000-0000-0000')
      await settle(harness)
      equal(opened, [code], 'nothing more')
    },
  },
  {
    name: 'says of a link that leads nowhere that it does, and goes on',
    run: async (harness) => {
      for (const fragment of ['K7MQ-4QXP-9TDB', 'hello', '%', '%E0%A4%A', '%00']) {
        const shell = await harness.open(fragment)
        const messages: ShellNotice['type'][] = []
        const opened: RoomCode[] = []
        const stops = [
          shell.platform.onMessage(({ type }) => messages.push(type)),
          shell.onOpenRoom((room) => opened.push(room)),
        ]
        shell.ready()
        await eventually(harness, () => messages, ['link-invalid'], `message about ${fragment}`)
        equal(opened, [], `opened ${fragment}`)
        harness.follow('K7MQ-4QXP-9TDA')
        await eventually(harness, () => opened, [code], `opened after ${fragment}`)
        for (const stop of stops) stop()
      }
    },
  },
  {
    name: 'tells when the network is back, until nobody listens',
    run: async (harness) => {
      const shell = await harness.open()
      let wakes = 0
      const stop = shell.onWake(() => wakes++)
      harness.online()
      await eventually(harness, () => wakes, 1, 'wakes')
      stop()
      harness.online()
      await settle(harness)
      equal(wakes, 1, 'wakes after')
    },
  },
  {
    name: 'takes every report, and is not mistaken for a link by itself',
    run: async (harness) => {
      const shell = await harness.open()
      const opened: RoomCode[] = []
      const stop = shell.onOpenRoom((room) => opened.push(room))
      shell.ready()
      for (const activity of activities) shell.report(activity)
      await settle(harness)
      equal(opened, [], 'opened by its own report')
      stop()
    },
  },
  {
    name: 'copies text',
    run: async (harness) => {
      await (await harness.open()).platform.copyText('K7MQ-4QXP-9TDA')
      if (harness.clipboard) equal(await harness.clipboard(), 'K7MQ-4QXP-9TDA', 'clipboard')
    },
  },
]
