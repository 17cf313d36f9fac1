import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** How much of what Electron last printed is kept to find the reason of its end, characters. */
const keptOutput = 20_000

export interface ElectronEnding {
  /** The signal by which it ended, if it did. */
  readonly signal: NodeJS.Signals | null
  /** The end of what it printed to stderr. */
  readonly output: string
}

/**
 * What to do when Electron ended at once because Chromium could make no sandbox; undefined for any other end. Ubuntu since
 * 23.10 lets only programs with an AppArmor profile make user namespaces. Installed packages bring one; the Electron that
 * npm downloads has none.
 */
export function sandboxAdvice({ signal, output }: ElectronEnding, binary: string): string | undefined {
  const abortedByChromium = signal === 'SIGTRAP' || signal === 'SIGABRT' || signal === 'SIGILL'
  if (!abortedByChromium || !/No usable sandbox|SUID sandbox helper|zygote_host_impl_linux/.test(output))
    return undefined
  return `
Chromium could make no sandbox, so Electron did not start. Newer Ubuntu (23.10 and later) allows that only to programs
with an AppArmor profile. Give this Electron one:

  sudo tee /etc/apparmor.d/visavis-development >/dev/null <<'END'
  abi <abi/4.0>,
  include <tunables/global>
  profile visavis-development "${binary}" flags=(unconfined) {
    userns,
  }
  END
  sudo apparmor_parser -r /etc/apparmor.d/visavis-development

or allow it to every program until the next restart:

  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0

Installed packages (npm run dist -- --linux deb) bring a profile of their own.
`
}

/**
 * Runs the app in Electron until it ends.
 * @param args what follows the program, the app's folder first
 * @param print takes what Electron prints to stderr, and the advice
 * @returns the exit code
 */
export async function runElectron(
  binary: string,
  args: readonly string[],
  print: (text: string) => void,
): Promise<number> {
  const app = spawn(binary, args, { stdio: ['inherit', 'inherit', 'pipe'] })
  let output = ''
  app.stderr.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-keptOutput)
    print(text)
  })
  const stop = (signal: NodeJS.Signals) => void app.kill(signal)
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Not `exit`, after which there may be more to read.
  const [code, signal] = (await once(app, 'close')) as [number | null, NodeJS.Signals | null]
  process.off('SIGINT', stop)
  process.off('SIGTERM', stop)
  const advice = sandboxAdvice({ signal, output }, binary)
  if (advice !== undefined) print(advice)
  return code ?? 1
}
