import { quietMedia } from './fakeApp.ts'
import { failure, ownName, mediaOn, mediaOff, lobby, waiting, recentCalls, type Scene } from './sceneParts.ts'
import { roomCode as code } from './roomCode.ts'

/** Home, lobby and the end, in all their states. */
export const deskScenes: Readonly<Record<string, () => Scene>> = {
  'home-empty': () => ({ state: {} }),
  'home-recents': () => ({ state: {}, preferences: { recentCalls: recentCalls() } }),
  'home-recents-directions': () => ({
    state: {},
    preferences: {
      recentCalls: recentCalls().map((call) => ({
        ...call,
        names: ['שרה (Tel Aviv)', 'Luis', 'أحمد 7', ''],
      })),
    },
  }),
  'home-link': () => ({
    state: {},
    typed: { 'room-code-input': 'https://other.example.org/#K7MQ-4QXP-9TDA' },
  }),
  'home-link-open': () => ({
    state: {},
    typed: { 'room-code-input': 'http://192.168.1.20:8790/#K7MQ-4QXP-9TDA' },
  }),
  'home-link-open-web': () => ({
    state: {},
    web: true,
    typed: { 'room-code-input': 'http://192.168.1.20:8790/#K7MQ-4QXP-9TDA' },
    click: ['join-call'],
  }),
  'home-error': () => ({ state: { call: { screen: 'home', error: failure('insecure-context') } } }),
  'lobby-new': () => ({
    state: { call: lobby({ isNew: true }), media: mediaOn(), name: ownName },
    levels: { mic: 0.65 },
  }),
  'lobby-join': () => ({ state: { call: lobby(), media: mediaOn(), name: '' }, levels: { mic: 0.4 } }),
  'lobby-starting': () => ({
    state: {
      call: lobby(),
      media: { ...mediaOff, camera: { status: 'starting' }, microphone: { status: 'starting' } },
      name: ownName,
    },
  }),
  'lobby-off': () => ({ state: { call: lobby(), media: mediaOff, name: ownName } }),
  'lobby-denied': () => ({
    state: {
      call: lobby(),
      media: {
        ...mediaOff,
        camera: { status: 'failed', error: failure('camera-denied') },
        microphone: { status: 'failed', error: failure('microphone-denied') },
      },
      name: ownName,
    },
  }),
  'lobby-in-use': () => ({
    state: {
      call: lobby(),
      media: {
        ...mediaOff,
        microphone: mediaOn().microphone,
        camera: { status: 'failed', error: failure('camera-in-use') },
      },
      name: ownName,
    },
  }),
  'lobby-no-devices': () => ({
    state: {
      call: lobby(),
      media: {
        ...quietMedia,
        camera: { status: 'failed', error: failure('camera-not-found') },
        microphone: { status: 'failed', error: failure('microphone-not-found') },
      },
      name: ownName,
    },
  }),
  'lobby-room-full': () => ({
    state: { call: lobby({ error: failure('room-full') }), media: mediaOn(), name: ownName },
  }),
  'lobby-server-down': () => ({
    state: { call: lobby({ signaling: waiting() }), media: mediaOn(), name: ownName },
  }),
  joining: () => ({
    state: {
      call: { screen: 'joining', code, isNew: false, signaling: { status: 'connecting' } },
      media: mediaOn(),
      name: ownName,
    },
  }),
  'joining-server-down': () => ({
    state: {
      call: { screen: 'joining', code, isNew: true, signaling: waiting() },
      media: mediaOn(),
      name: ownName,
    },
  }),
  ended: () => ({ state: { call: { screen: 'ended', code, durationMs: 754_000 } } }),
  'ended-error': () => ({
    state: { call: { screen: 'ended', code, durationMs: 3_754_000, error: failure('resume-expired') } },
  }),
}
