import { flagOf, settingNames, settings, variableOf } from './settings.ts'

const width = 26

/** What `--help` prints. */
export function helpText(): string {
  const lines = settingNames.map((name) => {
    const { kind, fallback, help } = settings[name] as {
      kind: string
      fallback?: string | number | readonly unknown[]
      help: string
    }
    const flag = `--${flagOf(name)}${kind === 'switch' ? '' : kind === 'number' ? ' N' : ' …'}`
    const usual =
      fallback === undefined || typeof fallback === 'object' ? '' : ` (default ${String(fallback)})`
    return `  ${flag.padEnd(width)}${help}${usual}\n  ${''.padEnd(width)}${variableOf(name)}`
  })
  return `Usage: visavis-signaling-server [options]

Introduces Visavis peers to each other. Prints one line of JSON when it listens.

${lines.join('\n')}
  ${'--config FILE'.padEnd(width)}settings as a JSON object, e.g. {"port":8790,"maxPeers":8}
  ${''.padEnd(width)}VISAVIS_CONFIG
  ${'--check-config'.padEnd(width)}say whether the settings can be used, and stop
  ${'--version'.padEnd(width)}
  ${'-h, --help'.padEnd(width)}

Flags win over environment variables, and those over the file.
`
}
