import type { HostCalls, StandInCalls } from './wire.ts'
import { createRpc, type Rpc } from './rpc.ts'

type Handler<Name extends keyof StandInCalls> = (
  input: StandInCalls[Name]['input'],
) => StandInCalls[Name]['output'] | Promise<StandInCalls[Name]['output']>

/** Filled by the modules of this folder as they load. */
const handlers: { [Name in keyof StandInCalls]?: Handler<Name> } = {}

export function answer<Name extends keyof StandInCalls>(name: Name, handler: Handler<Name>): void {
  Object.assign(handlers, { [name]: handler })
}

function late<Name extends keyof StandInCalls>(name: Name): Handler<Name> {
  return (input) => {
    const handler: Handler<Name> | undefined = handlers[name]
    if (!handler) throw new Error(`the Electron stand-in answers no ${name} yet`)
    return handler(input)
  }
}

if (!process.send) throw new Error('the Electron stand-in runs only as a child of its host')

export const host: Rpc<HostCalls> = createRpc<HostCalls, StandInCalls>(
  {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  },
  {
    invoke: late('invoke'),
    request: late('request'),
    displayMedia: late('displayMedia'),
    userMedia: late('userMedia'),
    mayNavigate: late('mayNavigate'),
    windowOpen: late('windowOpen'),
    pageEvent: late('pageEvent'),
    drive: late('drive'),
  },
)

/** For what Electron does without an answer: a failure must still fail the test. */
export function unattended(promise: Promise<unknown>): void {
  promise.catch((error: unknown) => {
    console.error('stand-in:', error)
  })
}
