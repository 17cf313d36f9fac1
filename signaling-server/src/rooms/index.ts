export { Backlog, type Meter } from './unacked-queue.ts'
export type { Command, CommandOf, Context, Outgoing, SignalCommand } from './command.ts'
export { frameText } from './frame.ts'
export { silenceMs } from './flow-control.ts'
export {
  copyOf,
  emptyRoom,
  nextExpiry,
  type ConnectionId,
  type Room,
  type Seat,
  withoutTexts,
} from './room.ts'
export { step } from './apply-command.ts'
export { acknowledged } from './stream.ts'
