import { getCurrentInstance, onActivated, onDeactivated, onMounted, type Ref, shallowRef } from 'vue'

/** Where something that shows a flag stands. */
export interface Presence {
  /** Whether it takes over what a server rendered: until it is mounted, however late that is. */
  readonly isHydrating: Readonly<Ref<boolean>>
  /** Whether it is in the page, so that people see it. */
  readonly isPresent: Ref<boolean>
  /** Says that it is mounted. */
  enter(): void
}

/** Begins with something that is not in the page yet, unless as a server's markup. */
export function createPresence(isMarkup: boolean): Presence {
  const isHydrating = shallowRef(isMarkup)
  const isPresent = shallowRef(false)
  return {
    isHydrating,
    isPresent,
    enter() {
      isHydrating.value = false
      isPresent.value = true
    },
  }
}

/** Where the component stands that is being set up. Outside of components nobody sees anything. */
export function usePresence(): Presence {
  const component = getCurrentInstance()
  // A component that is being set up has an element already only where it found one in the page.
  const presence = createPresence(!!component?.vnode.el && !component.isMounted)
  if (component) {
    onMounted(presence.enter)
    onActivated(presence.enter)
    onDeactivated(() => {
      presence.isPresent.value = false
    })
  }
  return presence
}
