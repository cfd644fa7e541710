import { caseOf, type FlagFallback, type FlagKey } from '@halyard/client'
import type { FlagValue } from '@halyard/schema'
import {
  computed,
  type DirectiveBinding,
  effectScope,
  type ObjectDirective,
  shallowRef,
  type VNode,
  vShow,
  watch,
} from 'vue'
import { demandProvided, FLAG_CLIENT, type ProvidedClient } from './flag-client-key.ts'
import { createPresence } from './presence.ts'
import { readValue, seeFlag } from './see-flag.ts'

/** What `v-flag` is given: a flag's key, or key and fallback. */
export type FlagBinding =
  | FlagKey
  | { [K in FlagKey]: readonly [flagKey: K, fallback: FlagFallback<K>] }[FlagKey]

type Binding = DirectiveBinding<FlagBinding, string, string>

/** The hooks of an element that follows its flag. */
interface FlaggedElement {
  mounted(): void
  updated(binding: Binding, vnode: VNode): void
  unmounted(): void
}

const flagged = new WeakMap<HTMLElement, FlaggedElement>()

// It knows of styles that a template binds to the same element, and of transitions; of its arguments it reads these.
const show = vShow as unknown as {
  beforeMount(el: HTMLElement, binding: { readonly value: boolean }, vnode: VNode): void
  updated(
    el: HTMLElement,
    binding: { readonly value: boolean; readonly oldValue: boolean },
    vnode: VNode,
  ): void
}

/**
 * Shows an element while a flag is on, and hides it otherwise, as `v-show` does: it is rendered in either case. What
 * must not be rendered belongs into `Flag`, or takes `v-if` with `useFlag`.
 *
 * The argument is the value that shows the element: `on`, `off`, or a text or number. Without a fallback, that is
 * `false`. The client is the one that the component of the template has. An element takes one `v-flag`, and no `v-show`.
 *
 * @throws Error when no client is provided.
 * @example <NewCheckout v-flag="'checkout'" /> <OldCheckout v-flag:off="'checkout'" />
 * @example <BoldHero v-flag:bold="['hero', 'classic']" />
 */
export const vFlag: ObjectDirective<HTMLElement, FlagBinding, string, string> = {
  // In this hook and not in the next one, so that Vue does not compare the styles with the markup it takes over.
  created(el, firstBinding, firstVNode) {
    const scope = effectScope(true)
    scope.run(() => {
      const binding = shallowRef(firstBinding)
      let vnode: VNode = firstVNode
      // Only an element that a server rendered is somewhere already.
      const presence = createPresence(!!el.parentNode)
      // Each render of the component makes another binding, most often of the same flag.
      const flagKey = computed(() => read(binding.value)[0])
      const fallback = computed(() => read(binding.value)[1])
      const client = clientOf(firstBinding)
      const value = seeFlag(client, flagKey, fallback, presence, readValue)
      const isShown = (): boolean => isCase(binding.value, value.value)
      show.beforeMount(el, { value: isShown() }, vnode)
      watch(isShown, (value, oldValue) => show.updated(el, { value, oldValue }, vnode), { flush: 'post' })
      flagged.set(el, {
        mounted: presence.enter,
        updated(nextBinding, nextVNode) {
          vnode = nextVNode
          binding.value = nextBinding
        },
        unmounted: () => scope.stop(),
      })
    })
  },
  mounted: (el) => flagged.get(el)?.mounted(),
  updated: (el, binding, vnode) => flagged.get(el)?.updated(binding, vnode),
  unmounted: (el) => flagged.get(el)?.unmounted(),
  getSSRProps: (binding) =>
    isCase(binding, clientOf(binding).value.get(...read(binding)))
      ? undefined
      : { style: { display: 'none' } },
}

function read({ value }: Binding): readonly [flagKey: FlagKey, fallback: FlagFallback<FlagKey>] {
  // An application's flags need not have one that is a boolean.
  return typeof value === 'string' ? [value, false as FlagValue as FlagFallback<FlagKey>] : value
}

function isCase({ arg = 'on' }: Binding, value: FlagValue): boolean {
  return caseOf({ [arg]: true }, value, '') === arg
}

function clientOf({ instance }: Binding): ProvidedClient {
  // Vue has no `inject` for directives; this is what that reads.
  const { $: component } = instance as {
    readonly $: { readonly provides: { [FLAG_CLIENT]?: ProvidedClient } }
  }
  return demandProvided(component.provides[FLAG_CLIENT])
}
