import type { Steps } from '../case.ts'

/** Milliseconds a step gives the browser. */
const stepMs = 50

/** A page can only wait; long enough for a busy machine, and no longer than needed where all goes well. */
export const realSteps: Steps = {
  step: () =>
    new Promise((resolve) => {
      setTimeout(resolve, stepMs)
    }),
  patience: 300,
  quiet: 10,
}
