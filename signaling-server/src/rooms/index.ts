export type { Command, CommandOf, Context, Outgoing, SignalCommand, Step } from './command.ts'
export {
  emptyRoom,
  nextExpiry,
  type ConnectionId,
  type Kept,
  type Link,
  type Room,
  type Seat,
} from './room.ts'
export { step } from './step.ts'
export { acknowledged } from './outbox.ts'
