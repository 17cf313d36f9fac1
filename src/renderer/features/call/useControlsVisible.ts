import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref } from 'vue'

/** Milliseconds without pointer or focus after which the controls fade. */
const fadeAfter = 3000

/**
 * Whether the floating controls show. They fade only for people who use a pointer and have let it rest: after a key
 * press they stay until the pointer moves again, and while `held` (an open menu) they stay anyway.
 */
export function useControlsVisible(root: Readonly<Ref<HTMLElement | null>>, held: Readonly<Ref<boolean>>) {
  const visible = ref(true)
  const byKeyboard = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let wokenByTouch = false

  function rest(): void {
    const focused = root.value?.querySelector('[data-controls] :focus-visible')
    if (held.value || byKeyboard.value || focused) wake()
    else visible.value = false
  }
  function wake(): void {
    visible.value = true
    clearTimeout(timer)
    timer = setTimeout(rest, fadeAfter)
  }
  function onPointer(event: PointerEvent): void {
    byKeyboard.value = false
    // A finger has no hover: its first touch brings the controls back and must not press what it cannot see.
    if (event.type === 'pointerdown') wokenByTouch = event.pointerType === 'touch' && !visible.value
    wake()
  }
  function onClick(event: MouseEvent): void {
    if (!wokenByTouch) return
    wokenByTouch = false
    event.preventDefault()
    event.stopPropagation()
  }
  function onKey(): void {
    byKeyboard.value = true
    wake()
  }

  onMounted(() => {
    window.addEventListener('pointermove', onPointer)
    window.addEventListener('pointerdown', onPointer, true)
    window.addEventListener('click', onClick, true)
    window.addEventListener('keydown', onKey, true)
    wake()
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    window.removeEventListener('pointermove', onPointer)
    window.removeEventListener('pointerdown', onPointer, true)
    window.removeEventListener('click', onClick, true)
    window.removeEventListener('keydown', onKey, true)
  })
  return visible
}
