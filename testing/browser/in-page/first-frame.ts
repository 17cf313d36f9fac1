/**
 * Measures what a person waits for: from pressing the button that enters a call to the first picture of someone
 * else on the screen. The same script measures the product and the bare floor, so neither is favoured.
 */
declare global {
  var visavisFirstFrame: Promise<number>
}

let enteredAt: number | undefined

globalThis.visavisFirstFrame = new Promise((resolve) => {
  const watched = new WeakSet<HTMLVideoElement>()
  const watch = (): void => {
    for (const video of document.querySelectorAll<HTMLVideoElement>('video[data-testid="remote-video"]')) {
      if (watched.has(video)) continue
      watched.add(video)
      video.requestVideoFrameCallback((now) => {
        if (enteredAt !== undefined) resolve(now - enteredAt)
      })
    }
  }
  new MutationObserver(watch).observe(document, { childList: true, subtree: true })
  document.addEventListener(
    'click',
    (event) => {
      if (event.target instanceof Element && event.target.closest('[data-testid="enter-call"]') !== null) {
        enteredAt = performance.now()
      }
    },
    { capture: true },
  )
})

export {}
