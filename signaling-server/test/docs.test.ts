import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { flagOf, settingNames, settings, variableOf } from '../src/config/settings.ts'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const read = (name: string) => readFileSync(path(name), 'utf8')

const guide = 'docs/self-hosting.md'
const mark = /(<!-- settings:.*-->\n)[^]*(<!-- \/settings -->)/

function settingsTable(): string {
  const rows = settingNames.map((name) => {
    const { fallback, help } = settings[name] as {
      fallback?: string | number | readonly unknown[]
      help: string
    }
    const usual = fallback === undefined || typeof fallback === 'object' ? '' : `\`${fallback}\``
    return `| \`--${flagOf(name)}\` | ${usual} | ${help.replaceAll('|', '\\|')} |`
  })
  return ['', '| flag | default | what it does |', '| --- | --- | --- |', ...rows, '', ''].join('\n')
}

/** Tables padded by the formatter are the same tables. */
const squeezed = (text: string) =>
  text.replace(/[ -]{2,}/g, (run) => (run.includes('-') ? '---' : ' ')).trim()

describe('the guide', () => {
  it('lists every setting as the program has it (with VISAVIS_WRITE_DOCS=1 this writes the list)', () => {
    if (process.env['VISAVIS_WRITE_DOCS'] === '1') {
      writeFileSync(path(guide), read(guide).replace(mark, `$1${settingsTable()}$2`))
    }
    const table = /<!-- settings:.*-->\n([^]*)<!-- \/settings -->/.exec(read(guide))?.[1] ?? ''
    expect(squeezed(table)).toBe(squeezed(settingsTable()))
  })

  it.each([
    guide,
    'signaling-server/README.md',
    'signaling-server/ops/Dockerfile',
    'signaling-server/ops/compose.yaml',
    'signaling-server/ops/visavis-signaling-server.service',
  ])('and %s use only settings that exist', (file) => {
    const text = read(file)
    const known = new Set([...settingNames.map(flagOf), 'config', 'check-config', 'help', 'version'])
    const variables = new Set([...settingNames.map(variableOf), 'VISAVIS_CONFIG', 'VISAVIS_WRITE_DOCS'])
    for (const [variable] of text.matchAll(/VISAVIS_[A-Z_]+/g)) expect([...variables]).toContain(variable)
    for (const [, flag = ''] of text.matchAll(/`--([a-z-]+)/g)) expect([...known]).toContain(flag)
  })
})
