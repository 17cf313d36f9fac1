/** Ends what it belongs to. Calling it twice is harmless. */
export type Dispose = () => void
