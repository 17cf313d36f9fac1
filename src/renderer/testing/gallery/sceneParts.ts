import type { AppState, Notice } from '../../core/app/app.ts'
import type { CallState, Participant } from '../../core/call/state.ts'
import type { SignalingStatus } from '../../core/signaling/status.ts'
import type { CallError, ErrorCode } from '../../core/ports/errors.ts'
import type { DeviceList } from '../../core/ports/capture.ts'
import type { LocalMedia } from '../../core/media/view.ts'
import type { ScreenSource } from '../../../shared/ipc.ts'
import type { Preferences } from '../../../shared/preferences.ts'
import type { SettingsAt } from '../../features/settings/settingsPlace.ts'
import { quietMedia, type FakePorts } from './fakeApp.ts'
import { portrait, screenPicture } from './pictures.ts'
import { roomCode } from './roomCode.ts'

/** One state of the interface, to be looked at. */
export interface Scene {
  readonly state: Partial<AppState>
  readonly preferences?: Partial<Preferences>
  readonly notices?: readonly Notice[]
  readonly offered?: readonly ScreenSource[]
  /** The picker is open, and its sources are not there yet. */
  readonly listing?: boolean
  /** Levels by the id of what is listened to. */
  readonly levels?: Readonly<Record<string, number>>
  /** Where in the settings, if they are open. */
  readonly settings?: SettingsAt
  /** In a browser tab. */
  readonly web?: boolean
  prepare?(ports: FakePorts): void
  /** What is pressed then, by test id. */
  readonly click?: readonly string[]
  /** What is typed then, by the test id of the field. */
  readonly typed?: Readonly<Record<string, string>>
}

export const ownName = 'Johanna Weiss'
const open: SignalingStatus = { status: 'open' }
export const failure = (code: ErrorCode): CallError => ({ code })

export const devices: DeviceList = {
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

export const mediaOn = (): LocalMedia => ({
  microphone: { status: 'on', track: { id: 'mic', kind: 'audio' }, label: 'Built-in microphone' },
  camera: { status: 'on', track: { id: 'cam', kind: 'video' }, label: 'Integrated Camera' },
  screen: { status: 'off' },
  devices,
  chosen: {},
  preview: portrait(0),
})
export const mediaOff: LocalMedia = { ...quietMedia, devices }

const names = [
  'Amara Okafor',
  'Luis',
  'Søren Ångström',
  'Ioanna Papadopoulou-Konstantinidis',
  'Wei Chen',
  'Fatima',
  'Tom',
]
export const person = (index: number, change: Partial<Participant> = {}): Participant => ({
  key: `p${index}`,
  name: names[index] ?? '',
  connection: { status: 'connected' },
  sends: { microphone: true, camera: true, screen: false },
  camera: portrait(index + 1),
  ...change,
})
export const people = (count: number): Participant[] =>
  Array.from({ length: count }, (_, index) => person(index))
export const withScreen = (participant: Participant): Participant => ({
  ...participant,
  sends: { ...participant.sends, screen: true },
  screen: screenPicture(),
})

export const lobby = (change: Partial<Extract<CallState, { screen: 'lobby' }>> = {}): CallState => ({
  screen: 'lobby',
  prepared: true,
  code: roomCode,
  isNew: false,
  signaling: open,
  ...change,
})
export const inCall = (
  participants: readonly Participant[],
  signaling: SignalingStatus = open,
): CallState => ({
  screen: 'in-call',
  code: roomCode,
  startedAt: Date.now() - 65_000,
  signaling,
  participants,
})
export const waiting = (): SignalingStatus => ({
  status: 'waiting',
  retryAt: Date.now() + 7000,
  error: failure('server-unreachable'),
})
export const off = { microphone: false, camera: false, screen: false }

export const recentCalls = () => [
  { code: 'K7MQ4QXP9TDA', at: Date.now() - 20 * 60_000, names: ['Amara Okafor'] },
  {
    code: 'K7MQ4QXP9TDA',
    at: Date.now() - 26 * 3600_000,
    names: ['Luis', 'Søren Ångström', 'Ioanna Papadopoulou-Konstantinidis'],
  },
  { code: 'K7MQ4QXP9TDA', at: Date.now() - 20 * 86_400_000, names: [] },
]
export const sources = (): ScreenSource[] => [
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
