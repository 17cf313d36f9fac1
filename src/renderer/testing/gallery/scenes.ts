import type { AppState, Notice } from '../../core/app.ts'
import type { CallState, Participant, SignalingStatus } from '../../core/call/state.ts'
import type { CallError, ErrorCode } from '../../core/errors.ts'
import type { DeviceList, LocalMedia } from '../../core/media/state.ts'
import type { ScreenSource } from '../../core/ui-ports.ts'
import type { Preferences } from '../../../shared/preferences.ts'
import { parseRoomCode, type RoomCode } from '../../../shared/room-code.ts'
import { quietMedia } from './fakeApp.ts'
import { portrait, screenPicture } from './pictures.ts'

/** One state of the interface, to be looked at. */
export interface Scene {
  readonly state: Partial<AppState>
  readonly preferences?: Partial<Preferences>
  readonly notices?: readonly Notice[]
  readonly offered?: readonly ScreenSource[]
  /** Levels by the id of what is listened to. */
  readonly levels?: Readonly<Record<string, number>>
}

function codeOf(text: string): RoomCode {
  const result = parseRoomCode(text)
  if (!result.ok) throw new Error(`${text}: ${result.problem}`)
  return result.code
}
const code = codeOf('K7MQ-4QXP-9TDA')
const name = 'Johanna Weiss'
const open: SignalingStatus = { status: 'open' }
const error = (errorCode: ErrorCode): CallError => ({ code: errorCode })

const devices: DeviceList = {
  microphones: [
    { id: 'm1', label: 'Built-in microphone' },
    { id: 'm2', label: 'Jabra Evolve2 65 (USB headset)' },
  ],
  cameras: [
    { id: 'c1', label: 'Logitech BRIO Ultra HD Pro Business Webcam (046d:085e)' },
    { id: 'c2', label: 'Integrated Camera' },
  ],
  speakers: [
    { id: 's1', label: 'Headphones' },
    { id: 's2', label: 'HDMI / DisplayPort 1' },
  ],
}

const mediaOn = (): LocalMedia => ({
  microphone: { status: 'on', track: { id: 'mic', kind: 'audio' }, label: 'Built-in microphone' },
  camera: { status: 'on', track: { id: 'cam', kind: 'video' }, label: 'Integrated Camera' },
  screen: { status: 'off' },
  devices,
  chosen: {},
  preview: portrait(0),
})
const mediaOff: LocalMedia = { ...quietMedia, devices }

const names = [
  'Amara Okafor',
  'Luis',
  'Søren Ångström',
  'Ioanna Papadopoulou-Konstantinidis',
  'Wei Chen',
  'Fatima',
  'Tom',
]
const person = (index: number, change: Partial<Participant> = {}): Participant => ({
  key: `p${index}`,
  name: names[index] ?? '',
  connection: { status: 'connected' },
  sends: { microphone: true, camera: true, screen: false },
  camera: portrait(index + 1),
  ...change,
})
const people = (count: number): Participant[] => Array.from({ length: count }, (_, index) => person(index))
const withScreen = (participant: Participant): Participant => ({
  ...participant,
  sends: { ...participant.sends, screen: true },
  screen: screenPicture(),
})

const lobby = (change: object = {}): CallState => ({
  screen: 'lobby',
  code,
  isNew: false,
  signaling: open,
  ...change,
})
const inCall = (participants: readonly Participant[], signaling = open): CallState => ({
  screen: 'in-call',
  code,
  startedAt: Date.now() - 65_000,
  signaling,
  participants,
})
const waiting = (): SignalingStatus => ({
  status: 'waiting',
  retryAt: Date.now() + 7000,
  error: error('server-unreachable'),
})
const off = { microphone: false, camera: false, screen: false }

const recentCalls = () => [
  { code: 'K7MQ4QXP9TDA', at: Date.now() - 20 * 60_000, names: ['Amara Okafor'] },
  {
    code: 'K7MQ4QXP9TDA',
    at: Date.now() - 26 * 3600_000,
    names: ['Luis', 'Søren Ångström', 'Ioanna Papadopoulou-Konstantinidis'],
  },
  { code: 'K7MQ4QXP9TDA', at: Date.now() - 20 * 86_400_000, names: [] },
]
const sources = (): ScreenSource[] => [
  ...['Entire screen', 'Screen 2'].map((label, index) => ({
    id: `screen:${index}`,
    name: label,
    kind: 'screen' as const,
    thumbnail: '',
  })),
  ...['Plan for the spring – Writer', 'Terminal', 'Photos', 'Mail – Inbox (3)'].map((label, index) => ({
    id: `window:${index}`,
    name: label,
    kind: 'window' as const,
    thumbnail: '',
  })),
]

export const scenes: Readonly<Record<string, () => Scene>> = {
  'home-empty': () => ({ state: {} }),
  'home-recents': () => ({ state: {}, preferences: { recentCalls: recentCalls() } }),
  'home-error': () => ({ state: { call: { screen: 'home', error: error('insecure-context') } } }),
  'lobby-new': () => ({
    state: { call: lobby({ isNew: true }), media: mediaOn(), name },
    levels: { mic: 0.08 },
  }),
  'lobby-join': () => ({ state: { call: lobby(), media: mediaOn(), name: '' }, levels: { mic: 0.02 } }),
  'lobby-starting': () => ({
    state: {
      call: lobby(),
      media: { ...mediaOff, camera: { status: 'starting' }, microphone: { status: 'starting' } },
      name,
    },
  }),
  'lobby-off': () => ({ state: { call: lobby(), media: mediaOff, name } }),
  'lobby-denied': () => ({
    state: {
      call: lobby(),
      media: {
        ...mediaOff,
        camera: { status: 'failed', error: error('camera-denied') },
        microphone: { status: 'failed', error: error('microphone-denied') },
      },
      name,
    },
  }),
  'lobby-in-use': () => ({
    state: {
      call: lobby(),
      media: {
        ...mediaOn(),
        camera: { status: 'failed', error: error('camera-in-use') },
        preview: undefined,
      } as unknown as LocalMedia,
      name,
    },
  }),
  'lobby-no-devices': () => ({
    state: {
      call: lobby(),
      media: {
        ...quietMedia,
        camera: { status: 'failed', error: error('camera-not-found') },
        microphone: { status: 'failed', error: error('microphone-not-found') },
      },
      name,
    },
  }),
  'lobby-room-full': () => ({
    state: { call: lobby({ error: error('room-full') }), media: mediaOn(), name },
  }),
  'lobby-server-down': () => ({ state: { call: lobby({ signaling: waiting() }), media: mediaOn(), name } }),
  joining: () => ({
    state: {
      call: { screen: 'joining', code, isNew: false, signaling: { status: 'connecting' } },
      media: mediaOn(),
      name,
    },
  }),
  'joining-server-down': () => ({
    state: { call: { screen: 'joining', code, isNew: true, signaling: waiting() }, media: mediaOn(), name },
  }),
  'call-alone': () => ({ state: { call: inCall([]), media: mediaOn(), name } }),
  'call-1': () => ({ state: { call: inCall(people(1)), media: mediaOn(), name } }),
  'call-1-muted': () => ({ state: { call: inCall([person(0, { sends: off })]), media: mediaOff, name } }),
  'call-1-nameless': () => ({
    state: { call: inCall([person(9, { sends: off })]), media: mediaOff, name: '' },
  }),
  'call-1-connecting': () => ({
    state: {
      call: inCall([person(0, { connection: { status: 'connecting' }, sends: off })]),
      media: mediaOn(),
      name,
    },
  }),
  'call-1-reconnecting': () => ({
    state: {
      call: inCall([person(0, { connection: { status: 'reconnecting', since: 0 } })]),
      media: mediaOn(),
      name,
    },
  }),
  'call-1-failed': () => ({
    state: {
      call: inCall([person(0, { connection: { status: 'failed', error: error('peer-unreachable') } })]),
      media: mediaOn(),
      name,
    },
  }),
  'call-1-portrait': () => ({
    state: { call: inCall([person(0, { camera: portrait(4, 405, 720) })]), media: mediaOn(), name },
  }),
  'call-2': () => ({
    state: { call: inCall(people(2)), media: mediaOn(), name },
    levels: { [portrait(1).id]: 0.2, [portrait(2).id]: 0.01 },
  }),
  'call-3-mixed': () => ({
    state: {
      call: inCall([
        person(0),
        person(1, { connection: { status: 'reconnecting', since: 0 } }),
        person(2, { connection: { status: 'failed', error: error('peer-unreachable') } }),
      ]),
      media: mediaOn(),
      name,
    },
  }),
  'call-3': () => ({
    state: { call: inCall(people(3)), media: mediaOn(), name },
    levels: { [portrait(2).id]: 0.2 },
  }),
  'call-7': () => ({
    state: {
      call: inCall(people(7).map((one, index) => (index === 4 ? { ...one, sends: off } : one))),
      media: mediaOn(),
      name,
    },
    levels: { [portrait(3).id]: 0.3 },
  }),
  'call-screen-1': () => ({ state: { call: inCall([withScreen(person(0))]), media: mediaOn(), name } }),
  'call-screen-7': () => ({
    state: {
      call: inCall(people(7).map((one, index) => (index === 0 ? withScreen(one) : one))),
      media: mediaOn(),
      name,
    },
  }),
  'call-screens-2': () => ({
    state: { call: inCall([withScreen(person(0)), withScreen(person(1))]), media: mediaOn(), name },
  }),
  'call-sharing': () => ({
    state: {
      call: inCall(people(1)),
      media: {
        ...mediaOn(),
        screen: {
          status: 'sharing',
          video: { id: 'v', kind: 'video' },
          label: 'Plan for the spring',
          stream: screenPicture(),
        },
      },
      name,
    },
  }),
  'call-server-lost': () => ({ state: { call: inCall(people(1), waiting()), media: mediaOn(), name } }),
  'call-notices': () => ({
    state: { call: inCall(people(2)), media: mediaOff, name },
    notices: [
      { type: 'participant-joined', name: 'Luis' },
      { type: 'talking-while-muted' },
      { type: 'error', error: error('screen-denied') },
    ],
  }),
  'call-picker': () => ({ state: { call: inCall(people(1)), media: mediaOn(), name }, offered: sources() }),
  ended: () => ({ state: { call: { screen: 'ended', code, durationMs: 754_000 } } }),
  'ended-error': () => ({
    state: { call: { screen: 'ended', code, durationMs: 3_754_000, error: error('resume-expired') } },
  }),
}
