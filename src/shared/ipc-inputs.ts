import * as v from 'valibot'
import type { CallSummary, DesktopOptionsChange, RequestName, Requests } from './ipc.ts'
import { preferencesSchema } from './preferences.ts'
import { parseServerAddress } from './server-address.ts'

/** Longest text the renderer may put on the clipboard: a link, a code or a chat message. */
const maxClipboardLength = 10_000
/** Longest link read, in characters. */
const maxLinkLength = 1_024
/** Chromium's ids look like `screen:0:0` or `window:12345:1`. */
const sourceId = v.pipe(v.string(), v.regex(/^(screen|window):[\w:-]{1,128}$/))

const callSummary: v.GenericSchema<unknown, CallSummary> = v.variant('status', [
  v.object({ status: v.literal('idle') }),
  v.object({ status: v.literal('lobby') }),
  v.object({
    status: v.literal('in-call'),
    microphone: v.boolean(),
    camera: v.boolean(),
    sharing: v.boolean(),
  }),
])

const desktopOptionsChange: v.GenericSchema<unknown, DesktopOptionsChange> = v.partial(
  v.object({
    server: v.variant('mode', [
      v.object({
        mode: v.literal('embedded'),
        network: v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(128))),
      }),
      v.object({
        mode: v.literal('address'),
        url: v.pipe(
          v.string(),
          v.check((text) => parseServerAddress(text) !== undefined, 'not a server address'),
        ),
        token: v.optional(v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(512)))),
      }),
    ]),
    launchAtLogin: v.boolean(),
    startHidden: v.boolean(),
    miniWindow: v.boolean(),
    globalMute: v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
  }),
) as v.GenericSchema<unknown, DesktopOptionsChange>

/** How main reads what a renderer sends. Apart from the contract so that the preload carries no schema. */
export const requestInputs = {
  getEnvironment: v.void(),
  getServer: v.void(),
  getPreferences: v.void(),
  setPreferences: preferencesSchema,
  getDesktopOptions: v.void(),
  changeDesktopOptions: desktopOptionsChange,
  listNetworks: v.void(),
  exportLog: v.void(),
  copyText: v.pipe(v.string(), v.maxLength(maxClipboardLength)),
  openLink: v.pipe(v.string(), v.maxLength(maxLinkLength)),
  listScreenSources: v.void(),
  beginScreenRequest: v.nullable(v.pipe(v.string(), v.uuid())),
  endScreenRequest: v.object({ id: v.pipe(v.number(), v.safeInteger()), captured: v.boolean() }),
  chooseScreenSource: v.nullable(v.object({ id: sourceId, sound: v.boolean() })),
  openDeviceSettings: v.picklist(['microphone', 'camera', 'screen']),
  reportCall: callSummary,
  reportUnread: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(9_999)),
  showWindow: v.void(),
  ready: v.void(),
} satisfies { [Name in RequestName]: v.GenericSchema<unknown, Requests[Name]['input']> }
