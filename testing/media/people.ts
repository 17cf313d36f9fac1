/** What identifies a test person in received media: each has its own camera colour and tone. */
export interface PersonMedia {
  /** Background of the camera picture. The hues stay distinct through a low-bitrate codec. */
  readonly colour: Rgb
  /** Frequency of the microphone tone in Hz. None is near a harmonic of another. */
  readonly toneHz: number
}

export type Rgb = readonly [red: number, green: number, blue: number]

export const people = {
  ada: { colour: [210, 40, 40], toneHz: 520 },
  ben: { colour: [40, 70, 215], toneHz: 730 },
  cleo: { colour: [30, 150, 60], toneHz: 940 },
  dan: { colour: [225, 195, 40], toneHz: 1210 },
} as const satisfies Record<string, PersonMedia>

export type PersonName = keyof typeof people
export const personNames = Object.keys(people) as readonly PersonName[]

/** Patterns for a shared screen: two, so that a test can see the share follow a change. */
export const screenPatterns = {
  'screen-dusk': { quadrants: ['#c800c8', '#00c8c8', '#e08020', '#202020'] },
  'screen-dawn': { quadrants: ['#00c8c8', '#c800c8', '#202020', '#e08020'] },
} as const satisfies Record<string, { readonly quadrants: readonly [string, string, string, string] }>

export type ScreenPatternName = keyof typeof screenPatterns
