import { describe, expect, it } from 'vitest'
import { parseRoomCode, type RoomCode } from '../../../shared/room-code.ts'
import { activityOf, commandFor } from './shell-state.ts'
import type { AppState } from './app.ts'
import type { CallState } from '../call/state.ts'
import { initialMediaState } from '../media/state.ts'
import { mediaView } from '../media/view.ts'
import type { LocalMedia } from '../media/view.ts'

function someCode(): RoomCode {
  const parsed = parseRoomCode('K7MQ-4QXP-9TDA')
  if (!parsed.ok) throw new Error('no room code')
  return parsed.code
}

const code = someCode()
const on = (kind: string) => ({ status: 'on', track: { id: kind, kind }, label: kind }) as const
const idle = mediaView(initialMediaState)
const busy: LocalMedia = {
  ...idle,
  microphone: on('audio'),
  camera: on('video'),
  screen: {
    status: 'sharing',
    video: { id: 's', kind: 'video' },
    stream: { id: 's' },
    label: 'Screen',
    quality: { content: 'text', frameRate: 15, maxHeight: 0 },
  },
}
const signaling = { status: 'open' } as const

function state(call: CallState, media: LocalMedia = idle): AppState {
  return { call, media, name: 'Ada' }
}

describe('what the surroundings are told', () => {
  it('is nothing at home', () => {
    expect(activityOf(state({ screen: 'home' }))).toEqual({ status: 'home' })
  })

  it('is the room before and after a call', () => {
    for (const call of [
      { screen: 'lobby', code, isNew: true, signaling, prepared: true },
      { screen: 'joining', code, isNew: false, signaling },
      { screen: 'ended', code, durationMs: 1 },
    ] as const satisfies readonly CallState[]) {
      expect(activityOf(state(call, busy))).toEqual({ status: 'lobby', code })
    }
  })

  it('is what is on in a call, or on its way', () => {
    const call = { screen: 'in-call', code, startedAt: 0, signaling, participants: [] } as const
    expect(activityOf(state(call, busy))).toEqual({
      status: 'in-call',
      code,
      microphone: true,
      camera: true,
      sharing: true,
    })
    const waiting: LocalMedia = {
      ...idle,
      camera: { status: 'starting' },
      screen: { status: 'choosing', quality: { content: 'text', frameRate: 15, maxHeight: 0 } },
    }
    expect(activityOf(state(call, waiting))).toMatchObject({
      microphone: false,
      camera: true,
      sharing: false,
    })
  })
})

describe('a command from outside', () => {
  const home = { screen: 'home' } as const

  it('starts a call', () => {
    expect(commandFor('new-call', state(home))).toEqual({ type: 'new-call' })
  })

  it('turns on what is off and off what is on', () => {
    expect(commandFor('toggle-microphone', state(home, busy))).toEqual({
      type: 'set-device',
      kind: 'microphone',
      on: false,
    })
    expect(commandFor('toggle-camera', state(home, idle))).toEqual({
      type: 'set-device',
      kind: 'camera',
      on: true,
    })
    const starting: LocalMedia = { ...idle, camera: { status: 'starting' } }
    expect(commandFor('toggle-camera', state(home, starting))).toMatchObject({ on: false })
    const failed: LocalMedia = { ...idle, camera: { status: 'failed', error: { code: 'camera-in-use' } } }
    expect(commandFor('toggle-camera', state(home, failed))).toMatchObject({ on: true })
  })

  it('shares, stops sharing and hangs up', () => {
    expect(commandFor({ type: 'share-screen', request: 'r1' }, state(home))).toEqual({
      type: 'start-screen-share',
      request: 'r1',
    })
    expect(commandFor('stop-sharing', state(home))).toEqual({ type: 'stop-screen-share' })
    expect(commandFor('hang-up', state(home))).toEqual({ type: 'hang-up' })
  })
})
