import { readFileSync } from 'node:fs'

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** In the order of the wire, which Electron only ever appends to. */
const names = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const

/** How the fuses of a packed program are set. */
export function readFuses(program: string): Readonly<Record<(typeof names)[number], boolean>> {
  const content = readFileSync(program)
  const at = content.indexOf(sentinel)
  if (at < 0) throw new Error(`${program} has no fuses`)
  const wire = content.toString('latin1', at + sentinel.length + 2)
  return Object.fromEntries(names.map((name, index) => [name, wire[index] === '1'])) as Record<
    (typeof names)[number],
    boolean
  >
}
