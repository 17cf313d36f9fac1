import * as v from 'valibot'
import { ClientMessageSchema, type ClientMessage } from './client-messages.ts'
import { parseFrequent } from './fast-path.ts'
import type { ErrorCode } from './errors.ts'
import { ServerMessageSchema, type ServerMessage } from './server-messages.ts'

/** A parsed message, or the error to answer with and a sentence that names the field at fault. */
export type Parsed<Message> =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly code: ErrorCode; readonly problem: string }

/** Reads one frame from a client. Never throws; unknown extra fields are left out. */
export function parseClientMessage(text: string): Parsed<ClientMessage> {
  const json = readJson(text)
  if (json === undefined) return notJson
  const frequent = parseFrequent(json)
  return frequent ? { ok: true, message: frequent } : parse(ClientMessageSchema, json)
}

/** Reads one frame from a server. Never throws; unknown extra fields are left out. */
export function parseServerMessage(text: string): Parsed<ServerMessage> {
  const json = readJson(text)
  return json === undefined ? notJson : parse(ServerMessageSchema, json)
}

/** The text of one frame. */
export function encode(message: ClientMessage | ServerMessage): string {
  return JSON.stringify(message)
}

// JSON.parse quotes the text in its error; nothing a stranger sent belongs in an answer or a log.
const notJson = badMessage('the frame is not JSON')

/** JSON has no undefined, so that is what stands for text that is none. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function parse<Message>(schema: v.GenericSchema<unknown, Message>, json: unknown): Parsed<Message> {
  const result = v.safeParse(schema, json, { abortEarly: true })
  return result.success ? { ok: true, message: result.output } : badMessage(describe(result.issues[0]))
}

/** Names the field and what was expected of it, never what was received. */
function describe(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? 'the frame'
  return issue.expected === null ? `${field}: ${issue.message}` : `${field}: expected ${issue.expected}`
}

function badMessage(problem: string): { ok: false; code: ErrorCode; problem: string } {
  return { ok: false, code: 'bad-message', problem }
}
