import { closeCodes, maxResumes } from '../protocol/index.ts'
import type { Admission, Refusal } from './admission.ts'

export type EntryAdmission = Pick<Admission, 'join' | 'resume'>

/** How long a client is asked to wait that resumed too often on one connection. Milliseconds. */
const resumesRetryMs = 5_000

/** What one connection may try in order to have a seat: as much as its address may, and few resumes of its own. */
export class EntryAttempts {
  readonly #admission: EntryAdmission
  readonly #visitor: string
  #resumes = 0

  /** `visitor` is whom limits count the connection to. */
  constructor(admission: EntryAdmission, visitor: string) {
    this.#admission = admission
    this.#visitor = visitor
  }

  /** Gives why not, or nothing. */
  attempt(type: 'join' | 'resume'): Refusal | undefined {
    if (type === 'join') return this.#admission.join(this.#visitor)
    if (++this.#resumes <= maxResumes) return this.#admission.resume(this.#visitor)
    return {
      code: 'rate-limited',
      message: 'too many resumes on this connection',
      retryAfterMs: resumesRetryMs,
      closeCode: closeCodes.tryAgainLater,
    }
  }
}
