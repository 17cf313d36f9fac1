import type { en } from './en.ts'

/** The same keys with any words. */
type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> }

/** What every language must provide: exactly the keys of English. */
export type Messages = Words<typeof en>

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`
}[keyof T & string]

/** Every key there is, as `section.key`. */
export type MessageKey = Paths<typeof en>
