import { parsePreferences } from '../../../shared/preferences.ts'
import type { CaptureKind } from '../../core/ports/errors.ts'
import type { TrackHandle } from '../../core/ports/media-handles.ts'
import { captureSettingsOf, type CaptureSettings } from '../../core/ports/capture-settings.ts'
import type { CapturePort } from '../../core/ports/capture.ts'
import { check, equal, type ContractCase, type Steps } from './case.ts'

/** none: nothing is plugged in. denied: there are devices, and the person has said no. */
export type DeviceSituation = 'working' | 'denied' | 'none'

export interface CaptureHarness extends Steps {
  readonly capture: CapturePort
  /** Whether the device of this track is in use: its light is on. */
  isLive(track: TrackHandle): boolean
  /** The device is unplugged while in use. */
  unplug(track: TrackHandle): void
  /** Devices come or go. */
  devicesChange(): void
  /** How often a person has been asked for camera or microphone. */
  questions(): number
  /** How the track is now. */
  settings(track: TrackHandle): Partial<CaptureSettings>
  /** Whether that picture is of this track and can be shown. */
  shows(stream: { readonly id: string }, track: TrackHandle): boolean
}

export interface CaptureCase extends ContractCase<CaptureHarness> {
  readonly devices: DeviceSituation
  /** What the person answers when asked for a screen. */
  readonly screen?: 'allowed' | 'cancelled'
}

/** What is wanted unless somebody says otherwise. */
export const captureSettings = captureSettingsOf(parsePreferences({}))

export const kinds: readonly CaptureKind[] = ['microphone', 'camera']

export async function opened(harness: CaptureHarness, kind: CaptureKind, id?: string): Promise<TrackHandle> {
  const result = await harness.capture.open(kind, id, captureSettings)
  check(result.ok, `${kind} did not open: ${result.ok ? '' : result.error.code}`)
  equal(result.track.kind, kind === 'microphone' ? 'audio' : 'video', 'kind of track')
  check(result.label !== '', 'no label')
  return result.track
}
