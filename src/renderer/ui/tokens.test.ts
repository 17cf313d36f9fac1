import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** The colours as they are written, so that no change of a token quietly makes text unreadable. */
const css = readFileSync(fileURLToPath(new URL('./tokens.css', import.meta.url)), 'utf8')
const base = css.slice(0, css.indexOf('@media'))

type Scheme = 'light' | 'dark'

function luminance(token: string, scheme: Scheme): number {
  const value = new RegExp(`--${token}: (.*);`).exec(base)?.[1] ?? ''
  const colours = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)/g)]
  const colour = colours[scheme === 'light' ? 0 : colours.length - 1]
  if (!colour) throw new Error(`no colour in --${token}`)
  return oklchLuminance(Number(colour[1]), Number(colour[2]), Number(colour[3]))
}

/** OKLCH → OKLab → linear sRGB (Ottosson's matrices) → relative luminance (WCAG 2.2), clipped to the gamut. */
function oklchLuminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string, scheme: Scheme): number {
  const [darker, lighter] = [luminance(one, scheme), luminance(other, scheme)].sort((a, b) => a - b) as [
    number,
    number,
  ]
  return (lighter + 0.05) / (darker + 0.05)
}

const schemes: Scheme[] = ['light', 'dark']
const text: [string, string][] = [
  ['text', 'surface'],
  ['text', 'surface-raised'],
  ['text', 'surface-hover'],
  ['text', 'accent-soft'],
  ['text', 'danger-soft'],
  ['text', 'attention-soft'],
  ['text-muted', 'surface'],
  ['text-muted', 'surface-raised'],
  ['text-muted', 'surface-sunken'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-attention', 'attention'],
  ['accent-text', 'surface'],
  ['accent-text', 'surface-raised'],
  ['danger-text', 'surface'],
  ['danger-text', 'danger-soft'],
  ['attention-text', 'attention-soft'],
  ['positive-text', 'surface-raised'],
]

describe.each(schemes)('colours, %s', (scheme) => {
  it.each(text)('%s on %s can be read (4.5 : 1)', (front, back) => {
    expect(contrast(front, back, scheme)).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ['border-strong', 'surface-raised'],
    ['focus', 'surface'],
    ['focus', 'surface-raised'],
    ['danger', 'surface-raised'],
  ])('%s on %s can be seen (3 : 1)', (front, back) => {
    expect(contrast(front, back, scheme)).toBeGreaterThanOrEqual(3)
  })
})
