import type { IceServer } from '@visavis/signaling-server/protocol'
import type { LinkSignal } from '../ports/peer-connection.ts'
import { maxCandidates, maxPeerConnections } from '../lib/limits.ts'
import type { Link, LinkEvents, LinkOptions, LinkPort, LocalTracks } from '../ports/peer-connection.ts'
import type { Logger } from '../lib/logger.ts'

/**
 * The one owner of open peer connections: nothing else holds one, so that what is listed here is all that local media
 * can go to. Each has the id of its session.
 */
export interface PeerConnections {
  /** All that are open, oldest first. */
  readonly ids: readonly string[]
  /** Closes what is open under this id first. A connection that cannot be opened fails in a later task. */
  open(id: string, options: LinkOptions, events: LinkEvents): void
  signal(id: string, signal: LinkSignal): void
  restartIce(id: string): void
  /** @returns false when it was not sent */
  send(id: string, text: string): boolean
  close(id: string): void
  /** What all open connections send from now on. */
  setTracks(tracks: LocalTracks): void
  /** Used when a connection next gathers candidates. */
  setIceServers(iceServers: readonly IceServer[]): void
  /**
   * Closes all but these. There must be no others: one that nobody knows of would receive local media and never be
   * shown or closed, so it is logged as an error.
   */
  assertOnly(known: ReadonlySet<string>): void
  closeAll(): void
}

interface Entry {
  /** Absent when it could not be opened. */
  link?: Link
  candidates: number
}

export function createPeerConnections(port: LinkPort, logger: Logger): PeerConnections {
  const entries = new Map<string, Entry>()

  function open(id: string, options: LinkOptions, events: LinkEvents): void {
    close(id)
    const isFull = entries.size >= maxPeerConnections
    const entry: Entry = { candidates: 0 }
    entries.set(id, entry)
    const current = ownEvents(id, entry, events)
    if (isFull) {
      failLater(current, 'too-many-peer-connections')
      return
    }
    try {
      entry.link = port.open(options, current)
    } catch (cause) {
      logger.warn('peer-connection-not-opened', { cause: cause instanceof Error ? cause.name : typeof cause })
      failLater(current, 'not-opened')
    }
  }

  /** Its events for as long as it is the one that is open under this id. */
  function ownEvents(id: string, entry: Entry, events: LinkEvents): LinkEvents {
    const isCurrent = (): boolean => entries.get(id) === entry
    return {
      signal: (signal) => {
        if (isCurrent()) events.signal(signal)
      },
      state: (state, reason) => {
        if (!isCurrent()) return
        if (state === 'failed') entries.delete(id)
        events.state(state, reason)
      },
      channelOpen: () => {
        if (isCurrent()) events.channelOpen()
      },
      text: (text) => {
        if (isCurrent()) events.text(text)
      },
      streams: (camera, screen) => {
        if (isCurrent()) events.streams(camera, screen)
      },
    }
  }

  function close(id: string): void {
    const entry = entries.get(id)
    // First, so that nothing it says while it closes is heard.
    entries.delete(id)
    entry?.link?.close()
  }

  function signal(id: string, said: LinkSignal): void {
    const entry = entries.get(id)
    if (!entry) return
    if (said.type === 'candidate' && ++entry.candidates > maxCandidates) {
      if (entry.candidates === maxCandidates + 1) logger.warn('too-many-candidates', { limit: maxCandidates })
      return
    }
    entry.link?.signal(said)
  }

  return {
    get ids() {
      return [...entries.keys()]
    },
    open,
    signal,
    restartIce: (id) => entries.get(id)?.link?.restartIce(),
    send: (id, text) => entries.get(id)?.link?.send(text) ?? false,
    close,
    setTracks: (tracks) => {
      for (const { link } of entries.values()) link?.setTracks(tracks)
    },
    setIceServers: (iceServers) => {
      for (const { link } of entries.values()) link?.setIceServers(iceServers)
    },
    assertOnly: (known) => {
      const unknown = [...entries.keys()].filter((id) => !known.has(id))
      if (unknown.length === 0) return
      logger.error('peer-connections-unknown', { count: unknown.length })
      for (const id of unknown) close(id)
    },
    closeAll: () => {
      for (const id of [...entries.keys()]) close(id)
    },
  }
}

/** Not at once: whoever opens a connection has not yet noted that it has. */
function failLater(events: LinkEvents, reason: string): void {
  void Promise.resolve().then(() => {
    events.state('failed', reason)
  })
}
