import { describe, expect, it } from 'vitest'
import { parseRoomCode, type RoomCode } from '../../../shared/room-code.ts'
import { allNewcomers, fullBudget } from '../mesh/negotiation-budget.ts'
import { initialCallModel, type CallModel, type InCall, type Member, type Phase } from './model.ts'
import type { ParticipantConnection } from './state.ts'
import { view } from './view.ts'

function someCode(): RoomCode {
  const parsed = parseRoomCode('K7MQ-4QXP-9TDA')
  if (!parsed.ok) throw new Error('no room code')
  return parsed.code
}

const code = someCode()
const room = { code, isNew: true }
const error = { code: 'room-full' } as const
const session = { id: 's', role: 'initiator', sent: 1, seen: 1 } as const
const unreachable = { code: 'peer-unreachable' } as const

const member: Member = {
  key: 'one',
  seat: 'A'.repeat(22),
  away: false,
  weInitiate: true,
  met: true,
  name: 'Ben',
  sends: { microphone: true, camera: false, screen: false },
  link: { status: 'connected', session },
  pastSessions: [],
  negotiations: fullBudget,
  unreadable: false,
}

function inPhase(phase: Phase): CallModel {
  return { ...initialCallModel, phase, signaling: { status: 'open' } }
}

function inCall(...members: readonly Member[]): Phase {
  const call: InCall = {
    name: 'in-call',
    room,
    self: 'B'.repeat(22),
    startedAt: 1_000,
    restartIce: false,
    members,
    strangers: [{ seat: 'C'.repeat(22), weInitiate: false }],
    listeners: [{ seat: 'D'.repeat(22), weInitiate: false }],
    usedSessions: [],
    newcomers: allNewcomers,
  }
  return call
}

describe('what a person sees', () => {
  it('is each screen, with why it is shown where something went wrong', () => {
    const signaling = { status: 'open' }
    const keyed = { ...room, roomId: 'R'.repeat(22) }
    for (const [phase, seen] of [
      [{ name: 'home' }, { screen: 'home' }],
      [
        { name: 'home', error },
        { screen: 'home', error },
      ],
      [
        { name: 'lobby', room: keyed, error },
        { screen: 'lobby', code, isNew: true, signaling, error },
      ],
      [
        { name: 'joining', room: keyed },
        { screen: 'joining', code, isNew: true, signaling },
      ],
      [
        { name: 'ended', room, durationMs: 7 },
        { screen: 'ended', code, durationMs: 7 },
      ],
    ] as const satisfies readonly (readonly [Phase, object])[]) {
      expect(view(inPhase(phase))).toMatchObject(seen)
    }
  })

  it('has no error where there is none', () => {
    expect(view(inPhase({ name: 'home' }))).not.toHaveProperty('error')
    expect(view(inPhase({ name: 'ended', room, durationMs: 7 }))).not.toHaveProperty('error')
  })

  it('shows members, and neither strangers nor listeners nor how we reach them', () => {
    const [ben, ...others] = participants(member)
    expect(others).toEqual([])
    expect(ben).toEqual({
      key: 'one',
      name: 'Ben',
      connection: { status: 'connected' },
      sends: { microphone: true, camera: false, screen: false },
    })
  })

  it('does not show who is away and was never connected', () => {
    expect(participants({ ...member, away: true, link: { status: 'waiting', attempt: 0 } })).toEqual([])
    const interrupted = { status: 'waiting', attempt: 0, brokenSince: 5 } as const
    expect(participants({ ...member, away: true, link: interrupted })).toHaveLength(1)
  })

  it('shows the streams that are there', () => {
    const [ben] = participants({ ...member, camera: { id: 'c' }, screen: { id: 's' } })
    expect(ben).toMatchObject({ camera: { id: 'c' }, screen: { id: 's' } })
  })
})

function participants(...members: readonly Member[]) {
  const seen = view(inPhase(inCall(...members)))
  if (seen.screen !== 'in-call') throw new Error('not in a call')
  return seen.participants
}

describe('how a connection stands', () => {
  it.each<[Member['link'], ParticipantConnection]>([
    [{ status: 'waiting', attempt: 0 }, { status: 'connecting' }],
    [
      { status: 'waiting', attempt: 1, brokenSince: 5 },
      { status: 'reconnecting', since: 5 },
    ],
    [{ status: 'connecting', session, attempt: 0 }, { status: 'connecting' }],
    [
      { status: 'connecting', session, attempt: 1, brokenSince: 5 },
      { status: 'reconnecting', since: 5 },
    ],
    [{ status: 'connected', session }, { status: 'connected' }],
    [
      { status: 'mending', session, brokenSince: 5, step: 'grace' },
      { status: 'reconnecting', since: 5 },
    ],
    [
      { status: 'mending', session, brokenSince: 5, step: 'restarting' },
      { status: 'reconnecting', since: 5 },
    ],
    [
      { status: 'failed', error: unreachable },
      { status: 'failed', error: unreachable },
    ],
  ])('%o is %o', (link, connection) => {
    expect(participants({ ...member, link })[0]?.connection).toEqual(connection)
  })
})
