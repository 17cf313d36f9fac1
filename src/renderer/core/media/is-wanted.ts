import type { LocalTrack } from './state.ts'

/** Whether the device is on, or on its way: what every toggle shows, in whichever window, and turns around. */
export function isWanted(track: LocalTrack): boolean {
  return track.status === 'on' || track.status === 'starting'
}
