export type { Command, CommandOf, Context, Outgoing, SignalCommand, Step } from './command.ts'
export { emptyRoom, nextExpiry, type ConnectionId, type Room, type Seat } from './room.ts'
export { step } from './step.ts'
