import type { ScreenSource } from '../../../shared/ipc.ts'

/** The sources whose name holds every word of the text, whatever the case and the accents. */
export function filterSources(sources: readonly ScreenSource[], text: string): readonly ScreenSource[] {
  const words = plain(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  return sources.filter(({ name }) => words.every((word) => plain(name).includes(word)))
}

/** Letters without their accents, which decomposition puts behind them (Unicode, block U+0300). */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLocaleLowerCase()
}
