import type { en } from './en.ts'
import type { settings } from './en-settings.ts'

/** The same keys with any words. */
type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> }

type English = Omit<typeof en, 'settings'> & { settings: (typeof en)['settings'] & typeof settings }

/** What every language must provide: exactly the keys of English. */
export type Messages = Words<English>

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`
}[keyof T & string]

/** Every key there is, as `section.key`. */
export type MessageKey = Paths<English>
