import { getCurrentInstance, onActivated, onDeactivated, onMounted, type Ref, shallowRef } from 'vue'

/** Where something that shows a flag stands. */
export interface Presence {
  /** Whether it takes over what a server rendered: until it is mounted, however late that is. */
  readonly isHydrating: Ref<boolean>
  /** Whether it is in the page, so that people see it. */
  readonly isPresent: Ref<boolean>
}

/** Where the component stands that is being set up. Outside of components nobody sees anything. */
export function usePresence(): Presence {
  const component = getCurrentInstance()
  // A component that is being set up has an element already only where it found one in the page.
  const isHydrating = shallowRef(!!component?.vnode.el && !component.isMounted)
  const isPresent = shallowRef(false)
  if (component) {
    const enter = (): void => {
      isHydrating.value = false
      isPresent.value = true
    }
    onMounted(enter)
    onActivated(enter)
    onDeactivated(() => {
      isPresent.value = false
    })
  }
  return { isHydrating, isPresent }
}
