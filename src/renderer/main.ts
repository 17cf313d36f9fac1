import { createRoomCrypto } from './adapters/web-crypto.ts'
import { loadLicences } from './adapters/licences.ts'
import { createLevelMeter } from './adapters/level-meter.ts'
import { createMediaDevices } from './adapters/media-devices.ts'
import { createSimplePeerLinks } from './adapters/simple-peer-link.ts'
import { createSystemNotifications } from './adapters/system-notifications.ts'
import { trackProcessors } from './adapters/track-processors.ts'
import { consoleLogger, systemClock, systemRandom } from './adapters/system.ts'
import { createOpenSocket } from './adapters/web-socket.ts'
import { createWebShell } from './adapters/web-shell.ts'
import { activityOf, commandFor } from './core/app/shell-state.ts'
import { createApp } from './core/app/create-app.ts'
import type { Shell } from './core/ports/shell.ts'
import type { UiPorts } from './core/app/ui-ports.ts'
import { mountApp } from './features/mount.ts'

/** The composition root: the only place that knows which adapter stands behind which port. */
async function start(element: Element): Promise<void> {
  const shell: Shell = window.visavis
    ? // A browser does not load what it cannot use.
      await (await import('./adapters/desktop-shell.ts')).createDesktopShell(window.visavis, consoleLogger)
    : createWebShell(__APP_VERSION__, consoleLogger)

  const levels = createLevelMeter()
  const app = createApp({
    openSocket: createOpenSocket(() => shell.server()),
    // Undefined outside a secure context, where deriving keys then fails with its own error.
    crypto: createRoomCrypto(crypto.subtle, (length) => systemRandom.bytes(length)),
    links: createSimplePeerLinks(consoleLogger),
    capture: createMediaDevices(navigator.mediaDevices, shell.screenRequests),
    processors: trackProcessors,
    levels,
    preferences: shell.preferences,
    clock: systemClock,
    random: systemRandom,
    logger: consoleLogger,
  })

  const ports: UiPorts = {
    levels,
    notifications: createSystemNotifications('Notification' in window ? Notification : undefined),
    speakerTest: {
      play: async (speaker) => (await import('./adapters/speaker-test.ts')).speakerTest.play(speaker),
    },
    loadConnectionTest: async () => (await import('./adapters/connection-tester.ts')).connectionTester(),
    loadLicences,
    ...shell,
  }
  await mountApp(app, ports, element)

  app.subscribe((state) => {
    shell.report(activityOf(state))
  })
  shell.onRemoteCommand((remote) => {
    app.dispatch(commandFor(remote, app.state))
  })
  shell.onServerChanged(() => {
    app.serverChanged()
  })
  shell.onWake(() => {
    app.woke()
  })
  for (const sign of ['pointerdown', 'keydown', 'focus'] as const) {
    window.addEventListener(sign, () => {
      app.active()
    })
  }
  // Leaving the page is leaving the call: the others need not wait for the seat to expire.
  window.addEventListener('pagehide', () => {
    app.dispose()
  })
  // A page that comes back from the browser's cache comes back disposed of.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
  shell.onOpenRoom((code) => {
    app.dispatch({ type: 'open-room', code })
  })
  shell.ready()
}

const element = document.getElementById('app')
if (!element) throw new Error('index.html has no #app')
void start(element)
