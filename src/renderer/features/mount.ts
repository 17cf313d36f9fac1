import { createApp } from 'vue'
import App from '../App.vue'
import type { CallApp } from '../core/app/app.ts'
import type { Dispose } from '../core/lib/dispose.ts'
import type { UiPorts } from '../core/app/ui-ports.ts'
import { createVisavisI18n, setLanguage } from '../i18n/i18n.ts'
import { chooseLanguage } from '../i18n/languages.ts'
import '../ui/styles.css'
import { createSettingsPlace, settingsPlaceKey } from './settings/settingsPlace.ts'
import { callAppKey, notifierKey, uiPortsKey } from './shell/context.ts'
import { createNotifier } from './shell/notifier.ts'

/**
 * Shows the interface in `element`. Waits for the words of the chosen language first, so that the first thing seen
 * is in it; English is there at once. The caller owns `app` and `ports` and disposes of them itself.
 */
export async function mountApp(app: CallApp, ports: UiPorts, element: Element): Promise<Dispose> {
  const i18n = createVisavisI18n()
  await setLanguage(i18n, chooseLanguage(ports.preferences.value.language, navigator.languages))

  const notifier = createNotifier()
  const vue = createApp(App, { i18n })
  vue.use(i18n)
  vue.provide(callAppKey, app)
  vue.provide(uiPortsKey, ports)
  vue.provide(notifierKey, notifier)
  vue.provide(settingsPlaceKey, createSettingsPlace())
  vue.mount(element)
  return () => {
    vue.unmount()
    notifier.dispose()
  }
}
