import type { AppState, CallApp, Command, Notice } from './app.ts'
import { createCallRunner } from '../call/runner.ts'
import type { Dispose } from '../lib/dispose.ts'
import { mediaView } from '../media/view.ts'
import { createMediaRunner } from '../media/runner.ts'
import { preferredQuality } from '../ports/share-quality.ts'
import { createPeerConnections } from '../mesh/peer-connections.ts'
import type { CapturePort } from '../ports/capture.ts'
import type { Clock, Random } from '../lib/clock.ts'
import type { RoomCrypto } from '../ports/crypto.ts'
import type { LinkPort } from '../ports/peer-connection.ts'
import type { Logger } from '../lib/logger.ts'
import type { PreferencesPort } from '../ports/preferences.ts'
import type { TrackProcessors } from '../ports/track-processor.ts'
import type { OpenSocket } from '../ports/socket.ts'
import { share } from '../lib/structural-sharing.ts'
import type { LevelMeter } from '../ports/level-meter.ts'

export interface AppPorts {
  readonly openSocket: OpenSocket
  readonly crypto: RoomCrypto
  readonly links: LinkPort
  readonly capture: CapturePort
  readonly processors: TrackProcessors
  readonly levels: LevelMeter
  readonly preferences: PreferencesPort
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

export interface RunningApp extends CallApp {
  /** The machine woke up or the network changed: connections that look open may not be. */
  woke(): void
  /** Another server was chosen. */
  serverChanged(): void
  /** A person is there: have a connection ready for when they press Join. */
  active(): void
}

/** Puts the pure machines and the ports together; the only owner of the app's state. */
export function createApp(ports: AppPorts): RunningApp {
  const listeners = new Set<(state: AppState) => void>()
  const noticeListeners = new Set<(notice: Notice) => void>()

  const notify = (notice: Notice): void => {
    for (const listener of noticeListeners) listener(notice)
  }

  const connections = createPeerConnections(ports.links, ports.logger)

  const media = createMediaRunner(ports, {
    changed: publish,
    notice: notify,
    tracks: (tracks) => {
      connections.setTracks(tracks)
    },
    sends: (sends) => {
      call.feed({ type: 'sends-changed', sends })
    },
  })

  const call = createCallRunner(
    { ...ports, connections },
    {
      changed: publish,
      notice: notify,
      tracks: () => media.tracks,
      startMedia,
      stopMedia: () => {
        media.send({ type: 'stop' })
      },
    },
  )

  /** Devices open as the person wants them; open ones stay as they are. */
  function startMedia(): void {
    const { microphoneId, cameraId, speakerId, microphoneOn, cameraOn } = ports.preferences.value
    media.send({
      type: 'start',
      wanted: { microphone: microphoneOn, camera: cameraOn },
      chosen: { microphone: microphoneId, camera: cameraId, speaker: speakerId },
    })
  }

  function checkDevices(on: boolean): void {
    const { name } = call.model.phase
    // From the lobby on, they belong to the call.
    if (name !== 'home' && name !== 'ended') return
    if (on) startMedia()
    else media.send({ type: 'stop' })
  }

  let state = snapshot()
  let disposed = false

  function snapshot(): AppState {
    return { call: call.view(), media: mediaView(media.state), name: call.model.name }
  }

  function publish(): void {
    const next = share(state, snapshot())
    // Most of what the call does on its way (signals, counters, timers) changes nothing that anybody sees.
    if (next === state) return
    state = next
    for (const listener of listeners) listener(state)
  }

  function dispatch(command: Command): void {
    if (disposed) return
    switch (command.type) {
      case 'set-device':
      case 'choose-device':
      case 'set-share-quality':
      case 'stop-screen-share':
        media.send(command)
        return
      case 'check-devices':
        checkDevices(command.on)
        return
      case 'start-screen-share':
        media.send({
          type: 'start-screen-share',
          quality: preferredQuality(ports.preferences.value),
          ...(command.request !== undefined && { shareRequest: command.request }),
        })
        return
      case 'set-name':
        ports.preferences.update({ name: command.name.trim() })
        call.feed({ type: 'command', command })
        return
      default:
        call.feed({ type: 'command', command })
    }
  }

  return {
    get state() {
      return state
    },
    subscribe: (listener): Dispose => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onNotice: (listener): Dispose => {
      noticeListeners.add(listener)
      return () => noticeListeners.delete(listener)
    },
    dispatch,
    woke: () => {
      call.feed({ type: 'woke' })
    },
    serverChanged: () => {
      call.feed({ type: 'server-changed' })
    },
    active: () => {
      call.feed({ type: 'active' })
    },
    dispose: () => {
      if (disposed) return
      disposed = true
      listeners.clear()
      noticeListeners.clear()
      call.dispose()
      media.dispose()
      connections.closeAll()
    },
  }
}
