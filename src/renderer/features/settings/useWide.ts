import { onScopeDispose, shallowRef, type Ref } from 'vue'

/** Room for two columns, or for a column beside a call. */
const query = '(min-width: 760px)'

export function useWide(): Readonly<Ref<boolean>> {
  const media = window.matchMedia(query)
  const wide = shallowRef(media.matches)
  const update = () => (wide.value = media.matches)
  media.addEventListener('change', update)
  onScopeDispose(() => media.removeEventListener('change', update))
  return wide
}
