import { inject, type InjectionKey } from 'vue'
import type { CallApp } from '../../core/app/app.ts'
import type { UiPorts } from '../../core/app/ui-ports.ts'
import type { Notifier } from './notifier.ts'

/** What mount.ts provides to every component. Nothing else reaches the interface from outside. */
export const callAppKey: InjectionKey<CallApp> = Symbol('call app')
export const uiPortsKey: InjectionKey<UiPorts> = Symbol('ui ports')
export const notifierKey: InjectionKey<Notifier> = Symbol('notifier')

export const useCallApp = () => required(inject(callAppKey), 'call app')
export const useUiPorts = () => required(inject(uiPortsKey), 'ui ports')
export const useNotifier = () => required(inject(notifierKey), 'notifier')

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} was not provided: mount the interface with mountApp`)
  return value
}
