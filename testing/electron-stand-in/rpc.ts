import type { Call } from './wire.ts'

// Any interface of calls; an index signature would lose their names.
type Calls<C> = { [Name in keyof C]: Call<unknown, unknown> }
type Handlers<C extends Calls<C>> = {
  readonly [Name in keyof C]: (input: C[Name]['input']) => C[Name]['output'] | Promise<C[Name]['output']>
}

export interface Channel {
  send(message: object): void
  onMessage(listener: (message: unknown) => void): void
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }

export interface Rpc<Out extends Calls<Out>> {
  call<Name extends keyof Out & string>(
    name: Name,
    ...input: undefined extends Out[Name]['input'] ? [] : [Out[Name]['input']]
  ): Promise<Out[Name]['output']>
  /** Nothing will be answered any more: whoever waits hears so. */
  end(reason: string): void
}

/** Calls in both directions over one channel. */
export function createRpc<Out extends Calls<Out>, In extends Calls<In>>(
  channel: Channel,
  handlers: Handlers<In>,
): Rpc<Out> {
  const waiting = new Map<number, { resolve: (output: never) => void; reject: (error: Error) => void }>()
  let lastId = 0
  let ended: string | undefined

  channel.onMessage((received) => {
    const message = received as Message
    if (message.kind === 'call') {
      void answer(message)
      return
    }
    const waiter = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'answer') waiter?.resolve(message.output as never)
    else waiter?.reject(new Error(message.message))
  })

  async function answer(call: Extract<Message, { kind: 'call' }>): Promise<void> {
    try {
      const handler = handlers[call.name as keyof In]
      const output: unknown = await handler(call.input)
      channel.send({ kind: 'answer', id: call.id, output })
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      channel.send({ kind: 'failure', id: call.id, message: text })
    }
  }

  return {
    call(name, ...[input]) {
      if (ended !== undefined) return Promise.reject(new Error(ended))
      const id = ++lastId
      const { promise, resolve, reject } = withResolvers()
      waiting.set(id, { resolve: resolve, reject })
      channel.send({ kind: 'call', id, name, input })
      return promise
    },
    end(reason) {
      ended = reason
      for (const { reject } of waiting.values()) reject(new Error(reason))
      waiting.clear()
    },
  }
}

function withResolvers() {
  let resolve: (value: unknown) => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<unknown>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
