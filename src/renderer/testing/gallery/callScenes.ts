import {
  failure,
  ownName,
  mediaOn,
  mediaOff,
  person,
  people,
  withScreen,
  inCall,
  waiting,
  off,
  sources,
  type Scene,
} from './sceneParts.ts'
import { portrait, screenPicture } from './pictures.ts'

/** The call, in all its states. */
export const callScenes: Readonly<Record<string, () => Scene>> = {
  'call-alone': () => ({ state: { call: inCall([]), media: mediaOn(), name: ownName } }),
  'call-1': () => ({ state: { call: inCall(people(1)), media: mediaOn(), name: ownName } }),
  'call-1-muted': () => ({
    state: { call: inCall([person(0, { sends: off })]), media: mediaOff, name: ownName },
  }),
  'call-1-nameless': () => ({
    state: { call: inCall([person(9, { sends: off })]), media: mediaOff, name: '' },
  }),
  'call-1-connecting': () => ({
    state: {
      call: inCall([person(0, { connection: { status: 'connecting' }, sends: off })]),
      media: mediaOn(),
      name: ownName,
    },
  }),
  'call-1-reconnecting': () => ({
    state: {
      call: inCall([person(0, { connection: { status: 'reconnecting', since: 0 } })]),
      media: mediaOn(),
      name: ownName,
    },
  }),
  'call-1-failed': () => ({
    state: {
      call: inCall([person(0, { connection: { status: 'failed', error: failure('peer-unreachable') } })]),
      media: mediaOn(),
      name: ownName,
    },
  }),
  'call-1-flooding': () => ({
    state: {
      call: inCall([person(0, { connection: { status: 'failed', error: failure('peer-flooding') } })]),
      media: mediaOn(),
      name: ownName,
    },
  }),
  'call-2-directions': () => ({
    state: {
      call: inCall([
        person(0, { name: 'שרה (Tel Aviv)' }),
        withScreen(person(1, { name: 'أحمد 7', sends: off })),
      ]),
      media: mediaOn(),
      name: ownName,
    },
    notices: [{ type: 'participant-joined', name: 'שרה (Tel Aviv)' }],
  }),
  'call-1-portrait': () => ({
    state: { call: inCall([person(0, { camera: portrait(4, 405, 720) })]), media: mediaOn(), name: ownName },
  }),
  'call-2': () => ({
    state: { call: inCall(people(2)), media: mediaOn(), name: ownName },
    levels: { [portrait(1).id]: 0.75, [portrait(2).id]: 0.2 },
  }),
  'call-3-mixed': () => ({
    state: {
      call: inCall([
        person(0),
        person(1, { connection: { status: 'reconnecting', since: 0 } }),
        person(2, { connection: { status: 'failed', error: failure('peer-unreachable') } }),
      ]),
      media: mediaOn(),
      name: ownName,
    },
  }),
  'call-3': () => ({
    state: { call: inCall(people(3)), media: mediaOn(), name: ownName },
    levels: { [portrait(2).id]: 0.75 },
  }),
  'call-7': () => ({
    state: {
      call: inCall(people(7).map((one, index) => (index === 4 ? { ...one, sends: off } : one))),
      media: mediaOn(),
      name: ownName,
    },
    levels: { [portrait(3).id]: 0.8 },
  }),
  'call-screen-1': () => ({
    state: { call: inCall([withScreen(person(0))]), media: mediaOn(), name: ownName },
  }),
  'call-screen-7': () => ({
    state: {
      call: inCall(people(7).map((one, index) => (index === 0 ? withScreen(one) : one))),
      media: mediaOn(),
      name: ownName,
    },
  }),
  'call-screens-2': () => ({
    state: { call: inCall([withScreen(person(0)), withScreen(person(1))]), media: mediaOn(), name: ownName },
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
          quality: { content: 'text', frameRate: 15, maxHeight: 0 },
        },
      },
      name: ownName,
    },
  }),
  'call-server-lost': () => ({
    state: { call: inCall(people(1), waiting()), media: mediaOn(), name: ownName },
  }),
  'call-notices': () => ({
    state: { call: inCall(people(2)), media: mediaOff, name: ownName },
    notices: [
      { type: 'participant-joined', name: 'Luis' },
      { type: 'talking-while-muted' },
      { type: 'error', error: failure('screen-denied') },
    ],
  }),
  'call-picker': () => ({
    state: { call: inCall(people(1)), media: mediaOn(), name: ownName },
    offered: sources(),
  }),
  'call-picker-listing': () => ({
    state: { call: inCall(people(1)), media: mediaOn(), name: ownName },
    listing: true,
  }),
}
