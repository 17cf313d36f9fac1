/** A square picture as drawn, in both of the ways in which icon files hold them. */
export interface Picture {
  /** Pixels along an edge. */
  readonly size: number
  readonly png: Uint8Array
  /** Four bytes a pixel, from the top left, alpha not multiplied in. */
  readonly rgba: Uint8Array
}
