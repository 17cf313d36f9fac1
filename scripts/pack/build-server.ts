import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../testing/setup/build-app.ts'

/** Makes signaling-server/dist, of which the installers take a part along. */
export function buildServer(): void {
  const script = join(root, 'signaling-server/scripts/build.ts')
  execFileSync(process.execPath, ['--import', 'tsx', script], { cwd: root, stdio: 'inherit' })
}
