import type { ErrorCode, ErrorMessage } from './index.ts'

/** `ref`: the client's signal it answers. `retryAfterMs`: when the same may work. Milliseconds. */
export function errorMessage(
  code: ErrorCode,
  message: string,
  ref?: number,
  retryAfterMs?: number,
): ErrorMessage {
  return {
    type: 'error',
    code,
    message,
    ...(ref === undefined ? {} : { ref }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }
}
