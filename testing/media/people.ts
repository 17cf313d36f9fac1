/** The clients a test can have. Each is known by its picture and by its voice, so a mix-up is always noticed. */
export interface Person {
  /** Background of its camera picture; hues far enough apart to survive a low-bitrate codec. */
  readonly colour: Rgb
  /** Frequency of its voice in Hz; none is near a harmonic of another. */
  readonly toneHz: number
}

export type Rgb = readonly [red: number, green: number, blue: number]

export const people = {
  ada: { colour: [210, 40, 40], toneHz: 520 },
  ben: { colour: [40, 70, 215], toneHz: 730 },
  cleo: { colour: [30, 150, 60], toneHz: 940 },
  dan: { colour: [225, 195, 40], toneHz: 1210 },
} as const satisfies Record<string, Person>

export type PersonName = keyof typeof people
export const personNames = Object.keys(people) as readonly PersonName[]

/** What a test puts on a shared screen: two states, so that a share can be seen to follow the screen. */
export const screenPatterns = {
  'screen-dusk': { quadrants: ['#c800c8', '#00c8c8', '#e08020', '#202020'] },
  'screen-dawn': { quadrants: ['#00c8c8', '#c800c8', '#202020', '#e08020'] },
} as const satisfies Record<string, { readonly quadrants: readonly [string, string, string, string] }>

export type ScreenPatternName = keyof typeof screenPatterns
