import type { DesktopOptions, Environment } from '../../shared/ipc.ts'
import type { Settings } from '../../shared/settings.ts'
import { redact } from '../../shared/redact.ts'

export interface ReportFacts {
  readonly environment: Environment
  readonly systemVersion: string
  readonly settings: Settings
  readonly options: DesktopOptions
  readonly log: string
  /** The person's home folder, whose name is often theirs. */
  readonly home: string
  readonly now: Date
}

/**
 * What goes with a bug report: versions, how the app is set, and its log. A person sends it to strangers, so settings
 * are named one by one and only those that say nothing of anybody; the log has its codes, links and addresses taken out.
 */
export function bugReport({
  environment,
  systemVersion,
  settings,
  options,
  log,
  home,
  now,
}: ReportFacts): string {
  const { version, platform, locale, versions } = environment
  return [
    `Visavis ${version}, ${now.toISOString()}`,
    `${platform} ${systemVersion}, ${locale}`,
    `Electron ${versions.electron}, Chromium ${versions.chromium}, Node ${versions.node}`,
    '',
    'Settings',
    ...Object.entries(settingsWorthKnowing(settings, options)).map(([name, value]) => `  ${name}: ${value}`),
    '',
    'Log',
    anonymous(log, home),
  ].join('\n')
}

function settingsWorthKnowing(settings: Settings, options: DesktopOptions) {
  const { preferences } = settings
  const { server } = options
  return {
    server: server.mode === 'embedded' ? `embedded, ${server.reach.state}` : 'another address',
    'access token': server.mode === 'address' && server.hasToken,
    'launch at login': options.launchAtLogin ?? 'not possible',
    'start hidden': options.startHidden,
    'mini window': options.miniWindow ?? 'not possible',
    'global key': options.globalMute.state,
    theme: preferences.theme,
    language: preferences.language,
    'camera height': preferences.cameraHeight,
    'echo cancellation': preferences.echoCancellation,
    'noise suppression': preferences.noiseSuppression,
    'automatic gain': preferences.autoGainControl,
    'relay only': preferences.relayOnly,
    'chosen devices': [preferences.microphoneId, preferences.cameraId, preferences.speakerId].filter(
      (id) => id !== undefined,
    ).length,
  }
}

const ipv4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g
// At least two groups and a colon pair or eight groups: `12:30:05` is a time.
const ipv6 =
  /(?<![\w:])(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:)*[\da-f]{0,4}::(?:[\da-f]{1,4}:)*[\da-f]{0,4})(?![\w:])/gi
const address = /\b(https?|wss?):\/\/[^\s/"')]+/gi

/** Takes out whose computer this is and whom it talks to. Addresses of this machine itself say neither. */
export function anonymous(text: string, home: string): string {
  const withoutHome = home === '' ? text : text.replaceAll(home, '~')
  return withoutHome.split('\n').map(redactedLine).join('\n')
}

/** Time and level are the log's own: read as part of a code, they would sometimes pass for one. */
function redactedLine(line: string): string {
  const own = /^\d{4}-\d\d-\d\dT[\d:.]+Z (?:info|warn|error) /.exec(line)?.[0] ?? ''
  return own + withoutAddresses(redact(line.slice(own.length)))
}

function withoutAddresses(text: string): string {
  return text
    .replace(address, (match, scheme: string) => (isLocal(match) ? match : `${scheme}://[host]`))
    .replace(ipv4, (match) => (match.startsWith('127.') ? match : '[address]'))
    .replace(ipv6, (match) => (match === '::1' ? match : '[address]'))
}

const isLocal = (url: string) => /:\/\/(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/.test(url)
