export { distance } from '../media/pattern.ts'

/** `#rrggbb` as numbers. */
export function rgb(hex: string): readonly [number, number, number] {
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16)
  return [channel(1), channel(3), channel(5)]
}
