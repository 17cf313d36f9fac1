import type { LocalTrack } from '../../core/media/state.ts'

/** Whether the device is on, or on its way: what a toggle shows as pressed and turns around. */
export function isWanted(track: LocalTrack): boolean {
  return track.status === 'on' || track.status === 'starting'
}
