import { closeCodes, maxResumes } from '../protocol/index.ts'
import type { Admission, Refusal } from './admission.ts'

export type JoinAdmission = Pick<Admission, 'join' | 'resume'>

/** How long a client is asked to wait that resumed too often on one connection. Milliseconds. */
const resumesRetryMs = 5_000

/** What one connection may try in order to have a seat: as much as its address may, and few resumes of its own. */
export class JoinAttempts {
  readonly #admission: JoinAdmission
  readonly #addressKey: string
  #resumes = 0

  /** `addressKey` is whom limits count the connection to. */
  constructor(admission: JoinAdmission, addressKey: string) {
    this.#admission = admission
    this.#addressKey = addressKey
  }

  /** Gives why not, or nothing. */
  attempt(type: 'join' | 'resume'): Refusal | undefined {
    if (type === 'join') return this.#admission.join(this.#addressKey)
    if (++this.#resumes <= maxResumes) return this.#admission.resume(this.#addressKey)
    return {
      code: 'rate-limited',
      message: 'too many resumes on this connection',
      retryAfterMs: resumesRetryMs,
      closeCode: closeCodes.tryAgainLater,
    }
  }
}
