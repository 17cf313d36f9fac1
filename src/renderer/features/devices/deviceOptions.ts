import type { Device } from '../../core/ports/capture.ts'
import type { SelectOption } from '../../ui/UiSelect.vue'

/** A select's value for *system default*: device ids are never empty. */
export const systemDefault = ''

export interface DeviceWords {
  readonly systemDefault: string
  readonly missing: string
  /** Names a device whose label is not known before access is allowed; counts from 1. */
  unnamed(number: number): string
}

/**
 * What a device select offers: the system's default first, then each device. A chosen device that is not there (yet)
 * stays in the list, so that the select does not silently show another.
 */
export function deviceOptions(
  devices: readonly Device[],
  chosen: string | undefined,
  words: DeviceWords,
): readonly SelectOption[] {
  const isMissing = chosen !== undefined && !devices.some((device) => device.id === chosen)
  return [
    { value: systemDefault, label: words.systemDefault },
    ...devices
      .filter((device) => device.id !== '')
      .map((device, index) => ({ value: device.id, label: device.label || words.unnamed(index + 1) })),
    ...(isMissing ? [{ value: chosen, label: words.missing }] : []),
  ]
}
