import * as v from 'valibot'
import { parseJson } from '../lib/parse-json.ts'
import { ProfileSchema } from '../room-channel/envelope.ts'

/** What peers say to each other over the data channel, once they are connected. */
const ChannelMessageSchema = v.variant('type', [
  /** Who I am; the first message. */
  v.object({ type: v.literal('profile'), profile: ProfileSchema }),
  /** I am hanging up. */
  v.object({ type: v.literal('bye') }),
])
export type ChannelMessage = v.InferOutput<typeof ChannelMessageSchema>

/** @returns undefined when it is no message we know: another version may know more */
export function parseChannelMessage(text: string): ChannelMessage | undefined {
  return parseJson(ChannelMessageSchema, text)
}
