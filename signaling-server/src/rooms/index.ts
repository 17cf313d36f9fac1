export { Backlog, type Meter } from './backlog.ts'
export type { Command, CommandOf, Context, Outgoing, SignalCommand } from './command.ts'
export { frameText } from './frame.ts'
export { silenceMs } from './hold.ts'
export {
  copyOf,
  emptyRoom,
  nextExpiry,
  type ConnectionId,
  type Room,
  type Seat,
  withoutTexts,
} from './room.ts'
export { step } from './step.ts'
export { acknowledged } from './outbox.ts'
