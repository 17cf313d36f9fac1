export { UnackedQueue, type ByteMeter } from './unacked-queue.ts'
export type { Command, CommandOf, RoomContext, Outgoing, SignalCommand } from './command.ts'
export { frameText } from './frame.ts'
export { maxAckSilenceMs } from './flow-control.ts'
export {
  copyRoom,
  emptyRoom,
  nextExpiry,
  type ConnectionId,
  type Room,
  type Seat,
  withoutTexts,
} from './room.ts'
export { applyCommand } from './apply-command.ts'
export { acknowledged } from './stream.ts'
