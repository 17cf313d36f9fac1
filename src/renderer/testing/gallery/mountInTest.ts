import { mount } from '@vue/test-utils'
import type { Component } from 'vue'
import type { AppState } from '../../core/app/app.ts'
import type { Preferences } from '../../../shared/preferences.ts'
import { callAppKey, notifierKey, uiPortsKey } from '../../features/shell/context.ts'
import { createSettingsPlace, settingsPlaceKey } from '../../features/settings/settingsPlace.ts'
import { createNotifier } from '../../features/shell/notifier.ts'
import { addSettingsMessages } from '../../i18n/settingsMessages.ts'
import { createVisavisI18n } from '../../i18n/i18n.ts'
import { createFakeCallApp, createFakePorts, withoutDesktop, type FakePorts } from './fakeApp.ts'

/** Mounts a component as mountApp would, over fakes, in the document so that focus works. */
export function mountInTest(
  component: Component,
  options: {
    props?: Record<string, unknown>
    state?: Partial<AppState>
    preferences?: Partial<Preferences>
    web?: boolean
    prepare?: (ports: FakePorts) => void
  } = {},
) {
  const app = createFakeCallApp(options.state)
  const ports = createFakePorts(options.preferences)
  options.prepare?.(ports)
  const notifier = createNotifier()
  const settings = createSettingsPlace()
  const i18n = createVisavisI18n()
  // A part of the settings can be mounted without their dialog, which adds these.
  addSettingsMessages(i18n.global)
  const wrapper = mount(component, {
    attachTo: document.body,
    props: options.props ?? {},
    global: {
      plugins: [i18n],
      provide: {
        [callAppKey]: app,
        [uiPortsKey]: options.web ? withoutDesktop(ports) : ports,
        [notifierKey]: notifier,
        [settingsPlaceKey]: settings,
      },
    },
  })
  const byTestId = (id: string) => wrapper.find(`[data-testid="${id}"]`)
  return { wrapper, app, ports, notifier, settings, i18n, byTestId }
}
