import { powerMonitor } from 'electron'
import type { PowerEvent } from '../../shared/ipc.ts'

/** After sleep the renderer reconnects at once instead of waiting for timeouts. */
export function watchPower(tell: (event: PowerEvent) => void): () => void {
  const onSuspend = () => tell('suspend')
  const onResume = () => tell('resume')
  const onLock = () => tell('lock')
  const onUnlock = () => tell('unlock')
  powerMonitor.on('suspend', onSuspend)
  powerMonitor.on('resume', onResume)
  powerMonitor.on('lock-screen', onLock)
  powerMonitor.on('unlock-screen', onUnlock)
  return () => {
    powerMonitor.off('suspend', onSuspend)
    powerMonitor.off('resume', onResume)
    powerMonitor.off('lock-screen', onLock)
    powerMonitor.off('unlock-screen', onUnlock)
  }
}
