import { asVideo } from '../../media/as-video.ts'
import { loudestTone, type Heard } from '../../media/recognise-tone.ts'
import { FrameWatch, type WatchReport } from './frame-watch.ts'
import { look, type Seen } from '../../media/recognise-picture.ts'

/** What tests read from a page. Installed as `visavisProbe` before any script of the page runs. */
export interface Probe {
  look(element: Element): Seen
  /** Listens for `forMs` to what this element, or failing that any element of the page, plays from remote tracks. */
  listen(element: Element, forMs?: number): Promise<Heard>
  startWatch(element: Element): void
  /** How steadily frames arrived since `startWatch`. */
  stopWatch(element: Element): WatchReport
}

declare global {
  var visavisProbe: Probe
}

const watches = new WeakMap<Element, FrameWatch>()

globalThis.visavisProbe = {
  look,
  listen: loudestTone,
  startWatch(element) {
    watches.get(element)?.stop()
    watches.set(element, new FrameWatch(asVideo(element)))
  },
  stopWatch(element) {
    const watch = watches.get(element)
    if (watch === undefined) throw new Error('this element is not being watched')
    watches.delete(element)
    return watch.stop()
  },
}
