import { ref, shallowReactive, type Ref } from 'vue'
import type { Dispose } from '../../core/lib/dispose.ts'
import type { ToastView } from '../../ui/UiToasts.vue'

export type Toast = Omit<ToastView, 'id'>
export type Urgency = 'polite' | 'assertive'

/** Says things once: toasts for the eye, the live region for the ear. Holds its timers until disposed. */
export interface Notifier {
  readonly toasts: readonly ToastView[]
  /** What the live regions hold now: the last that was said, until it has surely been read out. */
  readonly spoken: Readonly<Record<Urgency, Ref<string>>>
  toast(toast: Toast): void
  dismiss(id: number): void
  /** While held (pointer or focus on a toast) none goes away by itself. */
  hold(held: boolean): void
  say(text: string, urgency?: Urgency): void
  dispose: Dispose
}

/** Milliseconds: long enough to read the longest German one twice; those with something to do stay longer. */
const shownFor = 5000
const shownForWithAction = 10_000
const spokenFor = 10_000
const atMost = 3

export function createNotifier(): Notifier {
  const toasts = shallowReactive<ToastView[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  const spoken = { polite: ref(''), assertive: ref('') }
  const silences = new Map<Urgency, ReturnType<typeof setTimeout>>()
  let nextId = 1

  function dismiss(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    const index = toasts.findIndex((toast) => toast.id === id)
    if (index >= 0) toasts.splice(index, 1)
  }

  function startTimer(toast: ToastView): void {
    const stays = toast.action !== undefined || toast.tone === 'danger' ? shownForWithAction : shownFor
    timers.set(
      toast.id,
      setTimeout(() => dismiss(toast.id), stays),
    )
  }

  function stopTimers(): void {
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
  }

  function dispose(): void {
    stopTimers()
    for (const timer of silences.values()) clearTimeout(timer)
  }

  return {
    toasts,
    spoken,
    toast(toast) {
      // The same thing said again replaces the first, so that a flapping network does not fill the screen.
      const same = toasts.find((shown) => shown.title === toast.title)
      if (same) dismiss(same.id)
      while (toasts.length >= atMost && toasts[0]) dismiss(toasts[0].id)
      const view = { ...toast, id: nextId++ }
      toasts.push(view)
      startTimer(view)
    },
    dismiss,
    hold(held) {
      stopTimers()
      if (!held) toasts.forEach(startTimer)
    },
    say(text, urgency = 'polite') {
      const region = spoken[urgency]
      // A live region speaks only when its text changes: a trailing no-break space makes a repetition a change.
      region.value = region.value === text ? `${text}\u00a0` : text
      // Who browses the page later must not find old news at its end.
      clearTimeout(silences.get(urgency))
      silences.set(
        urgency,
        setTimeout(() => (region.value = ''), spokenFor),
      )
    },
    dispose,
  }
}
