import { createRoomCode } from '../../../shared/room-code.ts'
import type { CallNotice } from './notices.ts'
import { base64url } from '../lib/base64url.ts'
import type { PeerConnections } from '../mesh/peer-connections.ts'
import type { Clock, Random } from '../lib/clock.ts'
import type { RoomCrypto } from '../ports/crypto.ts'
import type { LocalTracks } from '../ports/peer-connection.ts'
import type { Logger } from '../lib/logger.ts'
import type { PreferencesPort } from '../ports/preferences.ts'
import type { OpenSocket } from '../ports/socket.ts'
import { createRoomSealing } from '../room-channel/room-sealing.ts'
import { createSignalingSession } from '../signaling/session.ts'
import { signalingStatus } from '../signaling/status.ts'
import { assertNever } from '../lib/assert-never.ts'
import { createTimers } from '../lib/timers.ts'
import type { CallContext, CallEffect, CallEvent } from './events.ts'
import { createDrawing } from './render-scheduler.ts'
import { eventsOfLink } from './link-events.ts'
import { initialCallModel, type CallModel } from './model.ts'
import { withCall } from './recent-calls.ts'
import type { CallState } from './state.ts'
import { transition } from './transition.ts'
import { openSessions } from './used-sessions.ts'
import { view } from './view.ts'

export interface CallRunner {
  readonly model: CallModel
  view(): CallState
  feed(event: CallEvent): void
  dispose(): void
}

export interface CallRunnerPorts {
  readonly openSocket: OpenSocket
  readonly crypto: RoomCrypto
  readonly connections: PeerConnections
  readonly preferences: PreferencesPort
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

export interface CallRunnerHandlers {
  changed(): void
  notice(notice: CallNotice): void
  tracks(): LocalTracks
  startMedia(): void
  stopMedia(): void
}

/** Performs what the call machine asks for. The machine decides; nothing here does. */
export function createCallRunner(ports: CallRunnerPorts, handlers: CallRunnerHandlers): CallRunner {
  const { clock, connections, logger, random } = ports
  const { name, relayOnly } = ports.preferences.value
  let model: CallModel = { ...initialCallModel, name, relayOnly }
  const events: CallEvent[] = []
  let busy = false
  const timers = createTimers<string>(clock, (timer) => {
    feed({ type: 'timer', timer })
  })

  const context: CallContext = {
    now: () => clock.now(),
    newId: () => base64url(random.bytes(16)),
    newRoomCode: () => createRoomCode((length) => random.bytes(length)),
  }

  const sealing = createRoomSealing(
    ports.crypto,
    {
      derived: (code, roomId) => {
        feed({ type: 'keys-derived', code, roomId })
      },
      failed: (code, error) => {
        feed({ type: 'keys-failed', code, error })
      },
      sealed: (to, data) => {
        signaling.send({ type: 'send', to, data })
      },
      opened: (from, envelope) => {
        feed({ type: 'envelope', from, envelope })
      },
      unreadable: (from) => {
        feed({ type: 'unreadable', from })
      },
    },
    logger,
  )

  const signaling = createSignalingSession(ports, (event) => {
    if (event.type === 'remark') return
    sealing.heard(event)
    if (event.type === 'signal') {
      const { seat } = signaling.state
      if (seat) sealing.open(seat, event.from, event.data)
      return
    }
    feed({ type: 'signaling', event, status: signalingStatus(signaling.state) })
  })

  const drawing = createDrawing(clock, { model: () => model, sealed: () => sealing.sealed }, () => {
    handlers.changed()
  })

  const stopFollowing = ports.preferences.subscribe(({ relayOnly: only }) => {
    if (only !== model.relayOnly) feed({ type: 'relay-only-changed', relayOnly: only })
  })

  /** One event after the other: what an effect brings about waits until all effects of its step are performed. */
  function feed(event: CallEvent): void {
    events.push(event)
    if (busy) return
    busy = true
    try {
      for (let next = events.shift(); next; next = events.shift()) step(next)
    } finally {
      busy = false
    }
  }

  function step(event: CallEvent): void {
    const { state, effects } = transition(model, event, context)
    const changed = state !== model
    model = state
    for (const effect of effects) perform(effect)
    connections.assertOnly(openSessions(model))
    if (changed) drawing.changed()
  }

  function perform(effect: CallEffect): void {
    switch (effect.type) {
      case 'derive-keys':
        void sealing.derive(effect.code)
        return
      case 'warm-signaling':
        signaling.send({ type: 'warm' })
        return
      case 'join':
        signaling.send({ type: 'join', room: effect.room, presence: effect.presence })
        return
      case 'leave-signaling':
        signaling.send({ type: 'leave' })
        return
      case 'wake-signaling':
        signaling.send({ type: 'wake' })
        return
      case 'send-envelope': {
        const self = signaling.state.seat?.self
        if (self !== undefined) sealing.seal(self, effect.to, effect.envelope)
        return
      }
      case 'open-link':
        openLink(effect)
        return
      case 'link-signal':
        connections.signal(effect.session, effect.signal)
        return
      case 'restart-ice':
        connections.restartIce(effect.session)
        return
      case 'send-text':
        connections.send(effect.session, JSON.stringify(effect.message))
        return
      case 'close-link':
        connections.close(effect.session)
        return
      case 'set-ice-servers':
        connections.setIceServers(effect.iceServers)
        return
      case 'set-timer':
        timers.set(effect.timer, effect.ms)
        return
      case 'clear-timer':
        timers.clear(effect.timer)
        return
      case 'start-media':
        handlers.startMedia()
        return
      case 'stop-media':
        handlers.stopMedia()
        return
      case 'remember-call':
        ports.preferences.update({
          recentCalls: withCall(ports.preferences.value.recentCalls, effect, clock.now()),
        })
        return
      case 'notice':
        handlers.notice(effect.notice)
        return
      case 'log':
        logger.info(effect.event, effect.details)
        return
      default:
        assertNever(effect)
    }
  }

  function openLink({ session, role, iceServers }: Extract<CallEffect, { type: 'open-link' }>): void {
    connections.open(
      session,
      { role, iceServers, relayOnly: model.relayOnly, tracks: handlers.tracks() },
      eventsOfLink(
        (event) => {
          feed({ type: 'link', session, event })
        },
        clock,
        logger,
      ),
    )
  }

  return {
    get model() {
      return model
    },
    view: () => view(model),
    feed,
    dispose: () => {
      feed({ type: 'command', command: { type: 'hang-up' } })
      feed({ type: 'command', command: { type: 'go-back' } })
      feed({ type: 'command', command: { type: 'go-back' } })
      sealing.dispose()
      stopFollowing()
      drawing.dispose()
    },
  }
}
