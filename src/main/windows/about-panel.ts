import type { AboutPanelOptionsOptions } from 'electron'
import type { Environment } from '../../shared/ipc.ts'

/** What *About Visavis* says; the settings screen has the licences of what is inside. */
export function aboutPanel({ version, versions }: Environment): AboutPanelOptionsOptions {
  const { electron, chromium, node } = versions
  return {
    applicationName: 'Visavis',
    applicationVersion: version,
    copyright: '© Visavis contributors. MIT licence.',
    credits: `Electron ${electron}, Chromium ${chromium}, Node ${node}`,
  }
}
