import type { CaptureKind } from '../errors.ts'
import type { StreamHandle } from '../handles.ts'
import type { ChosenDevices, DeviceList, LocalMedia, LocalScreen, LocalTrack } from './state.ts'

/** One device as the person wants it and as it is. `request` is the latest question asked of it. */
export interface DeviceModel {
  readonly wanted: boolean
  readonly track: LocalTrack
  readonly request: number
  /** That question is not answered yet: what is open now is not what the person has chosen. */
  readonly asking: boolean
  /** The device went away by itself; an answer to the present request replaces it and is worth saying. */
  readonly replacing: boolean
  /**
   * A muted microphone stays open, so that unmuting is instant and talking into it can be told; nothing of
   * it is sent. A camera that is off is closed.
   */
  readonly muted?: OpenTrack
  /** The id by which what is open was opened; undefined was the system's default. */
  readonly openedAs?: string | undefined
}

export type OpenTrack = Extract<LocalTrack, { status: 'on' }>

export interface MediaModel {
  readonly active: boolean
  readonly microphone: DeviceModel
  readonly camera: DeviceModel
  readonly screen: LocalScreen
  readonly screenRequest: number
  readonly devices: DeviceList
  readonly chosen: ChosenDevices
  readonly preview?: StreamHandle
}

const offDevice: DeviceModel = {
  wanted: true,
  track: { status: 'off' },
  request: 0,
  asking: false,
  replacing: false,
}

export const initialMediaModel: MediaModel = {
  active: false,
  microphone: offDevice,
  camera: offDevice,
  screen: { status: 'off' },
  screenRequest: 0,
  devices: { microphones: [], cameras: [], speakers: [] },
  chosen: {},
}

export function mediaView(model: MediaModel): LocalMedia {
  return {
    microphone: model.microphone.track,
    camera: model.camera.track,
    screen: model.screen,
    devices: model.devices,
    chosen: model.chosen,
    ...(model.preview && model.camera.track.status === 'on' ? { preview: model.preview } : {}),
  }
}

export const captureKinds: readonly CaptureKind[] = ['microphone', 'camera']
