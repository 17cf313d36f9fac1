import type { Logger } from '../core/lib/logger.ts'

/** What adapters log while they are pushed about is expected. */
export const quietLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
