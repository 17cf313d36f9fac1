import { EventEmitter } from 'node:events'
import type {
  Clipboard,
  Dialog,
  MessageBoxOptions,
  NativeTheme,
  PowerSaveBlocker,
  SaveDialogOptions,
  Shell,
  SystemPreferences,
} from 'electron'
import { host } from './host-link.ts'
import { strict } from './strict.ts'

/** What tests look at: what the app did to the system around it. */
export const recorded = {
  clipboard: '',
  openedOutside: [] as string[],
  /** Where the person saves to next; null cancels. */
  saveTo: null as string | null,
  /** What the dialog suggested last. */
  saveSuggestion: '',
  powerBlockers: new Map<number, string>(),
}

export const clipboard = strict('clipboard', {
  writeText(text) {
    recorded.clipboard = text
    return Promise.resolve()
  },
  readText: () => Promise.resolve(recorded.clipboard),
} satisfies Partial<Clipboard>)

export const shell = strict('shell', {
  openExternal(url) {
    recorded.openedOutside.push(url)
    return Promise.resolve()
  },
} satisfies Partial<Shell>)

export const powerMonitor = strict('powerMonitor', new EventEmitter())

let lastBlocker = 0
export const powerSaveBlocker = strict('powerSaveBlocker', {
  start(type) {
    recorded.powerBlockers.set(++lastBlocker, type)
    return lastBlocker
  },
  stop: (id) => recorded.powerBlockers.delete(id),
  isStarted: (id) => recorded.powerBlockers.has(id),
} satisfies Partial<PowerSaveBlocker>)

export const nativeTheme = strict('nativeTheme', {
  themeSource: 'system' as NativeTheme['themeSource'],
  /** The system itself is light. */
  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark'
  },
} satisfies Partial<NativeTheme>)

/** Linux has none of these; the app asks only where there are. */
export const systemPreferences = strict('systemPreferences', {} satisfies Partial<SystemPreferences>)

export const dialog = strict('dialog', {
  async showMessageBox(...args: unknown[]) {
    const options = args.at(-1) as MessageBoxOptions
    const { message, detail = '', buttons = ['OK'] } = options
    const { response } = await host.call('messageBox', { message, detail, buttons })
    return { response, checkboxChecked: false }
  },
  showSaveDialog(...args: unknown[]) {
    recorded.saveSuggestion = (args.at(-1) as SaveDialogOptions).defaultPath ?? ''
    const { saveTo } = recorded
    return Promise.resolve({ canceled: saveTo === null, filePath: saveTo ?? '' })
  },
  showErrorBox(title: string, content: string) {
    console.error(`error box: ${title}: ${content}`)
  },
} satisfies Partial<Dialog>)
