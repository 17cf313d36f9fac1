import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import * as v from 'valibot'
import { requestInputs } from '../../shared/ipc-inputs.ts'
import { requestChannel, type Reply } from '../../shared/ipc-wire.ts'
import { requestNames, type RequestName, type Requests } from '../../shared/ipc.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import { isTrustedSender } from './trusted-sender.ts'

type Handler<Name extends RequestName> = (
  input: Requests[Name]['input'],
) => Requests[Name]['output'] | Promise<Requests[Name]['output']>

/** What main does for each request of the contract. */
export type RequestHandlers = { readonly [Name in RequestName]: Handler<Name> }

/** The one entrance: checks who asks, parses what they say, and only then lets a handler see it. */
export function answerRequests(handlers: RequestHandlers, log: Log): () => void {
  for (const name of requestNames) register(name)
  return () => {
    for (const name of requestNames) ipcMain.removeHandler(requestChannel(name))
  }

  function register<Name extends RequestName>(name: Name): void {
    ipcMain.handle(requestChannel(name), (event, input: unknown) => answer(name, event, input))
  }

  async function answer<Name extends RequestName>(
    name: Name,
    event: IpcMainInvokeEvent,
    input: unknown,
  ): Promise<Reply<Requests[Name]['output']>> {
    if (!isTrustedSender(event)) {
      log.warn('request refused', { name })
      return { ok: false, code: 'ipc-refused' }
    }
    const parsed = v.safeParse(requestInputs[name], input)
    if (!parsed.success) {
      log.warn('request not readable', { name, at: v.getDotPath(parsed.issues[0]) ?? 'input' })
      return { ok: false, code: 'ipc-bad-input' }
    }
    try {
      return { ok: true, value: await handlers[name](parsed.output) }
    } catch (error) {
      log.error('request failed', { name, error: describeError(error) })
      return { ok: false, code: 'ipc-failed' }
    }
  }
}
